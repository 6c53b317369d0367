defmodule Mailer.MixProject do
  use Mix.Project

  def project, do: [app: :mailer, version: "0.1.0", deps: deps()]

  defp deps do
    [
      {:ex_aws, "~> 2.7.0"},
      {:ex_aws_ses, "~> 2.4"},
      {:aws, github: "aws-beam/aws-elixir"},
      {:aws_credentials, "== 0.3.4", only: :test}
    ]
  end
end
