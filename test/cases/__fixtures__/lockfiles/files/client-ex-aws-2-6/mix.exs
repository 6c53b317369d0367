defmodule App.MixProject do
  use Mix.Project
  def project, do: [app: :app, version: "0.1.0", deps: deps()]
  defp deps do
    [
      {:plug, "~> 1.15"},
      {:ex_aws, "~> 2.5"},
      {:ex_aws_s3, "~> 2.0"}
    ]
  end
end
