defmodule App.MixProject do
  use Mix.Project
  def project, do: [app: :app, version: "0.1.0", deps: deps()]
  defp deps do
    [{:ex_aws, "~> 2.6"}, {:hackney, "~> 1.9"}]
  end
end
