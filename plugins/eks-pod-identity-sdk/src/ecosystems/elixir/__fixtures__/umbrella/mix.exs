defmodule Platform.MixProject do
  use Mix.Project

  def project do
    [apps_path: "apps", deps: [{:dialyxir, "~> 1.4", only: :dev, runtime: false}]]
  end
end
