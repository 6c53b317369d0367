//> using scala 3.3.1
//> using dep com.lihaoyi::os-lib:0.9.1
