defmodule Plain.MixProject do
  use Mix.Project

  def project, do: [app: :plain, version: "0.1.0", deps: [{:jason, "~> 1.4"}]]
end
