{ outputs = { nixpkgs, ... }: { packages.x86_64-linux.image = nixpkgs.dockerTools.buildImage { name = "app"; }; }; }
