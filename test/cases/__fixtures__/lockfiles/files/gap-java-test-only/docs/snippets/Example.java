class Example {}
