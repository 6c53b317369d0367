object Generate {
  def code(types: Map[String, Set[String]]): String =
    s"""object Types {
       |  val all = Map(${types.map { case (name, of) =>
        s""""$name" -> Set(${of.map(t => s""""$t"""").mkString(", ")})"""
      }.mkString})
       |}""".stripMargin
}
