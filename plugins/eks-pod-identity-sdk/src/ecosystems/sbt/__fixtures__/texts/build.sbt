lazy val docs = project
  .settings(
    paradoxProperties ++= Map(
      "source.base_url" -> s"https://git.example.org/orders/tree/${if (isSnapshot.value) "main"
        else "v" + version.value}/%s"),
    libraryDependencies ++= Internal.orders ++ External.storage)
