{ outputs = { nixpkgs, ... }: { devShells.x86_64-linux.default = nixpkgs.mkShell { buildInputs = [ nodejs ]; }; }; }
