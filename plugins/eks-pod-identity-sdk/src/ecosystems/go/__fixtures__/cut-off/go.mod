module example.org/shop/clock

go 1.22
