defmodule Store.MixProject do
  use Mix.Project

  def project do
    [app: :store, deps_path: "../../deps", lockfile: "../../mix.lock", deps: deps()]
  end

  defp deps, do: [{:aws, "~> 1.0"}, {:aws_credentials, "~> 0.3"}]
end
