module example.org/before

go 1.16

require gocloud.dev v0.24.0
