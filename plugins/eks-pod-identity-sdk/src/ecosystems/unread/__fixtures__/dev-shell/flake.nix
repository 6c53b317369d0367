{ outputs = { self, nixpkgs }: { devShells.x86_64-linux.default = nixpkgs.mkShell { packages = [ nixpkgs.nodejs ]; }; }; }
