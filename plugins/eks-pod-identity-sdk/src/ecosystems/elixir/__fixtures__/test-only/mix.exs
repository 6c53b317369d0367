defmodule Quiet.MixProject do
  use Mix.Project

  def project do
    [
      app: :quiet,
      deps: [
        {:plug_cowboy, "~> 2.7"},
        {:ex_aws, "~> 2.1", only: [:test]},
        {:ex_aws_s3, "~> 2.0", only: [:dev, :test]}
      ]
    ]
  end
end
