{ outputs = { self, nixpkgs }: { packages.x86_64-linux.image = nixpkgs.dockerTools.buildLayeredImage { name = "up"; contents = [ nixpkgs.awscli2 ]; }; }; }
