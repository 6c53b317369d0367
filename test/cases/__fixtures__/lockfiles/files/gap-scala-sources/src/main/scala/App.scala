object App extends App {}
