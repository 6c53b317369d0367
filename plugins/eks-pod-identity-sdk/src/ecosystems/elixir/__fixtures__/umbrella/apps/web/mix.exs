defmodule Web.MixProject do
  use Mix.Project

  def project do
    [app: :web, deps_path: "../../deps", lockfile: "../../mix.lock", deps: deps()]
  end

  defp deps, do: [{:store, in_umbrella: true}, {:ex_aws, "~> 2.5"}]
end
