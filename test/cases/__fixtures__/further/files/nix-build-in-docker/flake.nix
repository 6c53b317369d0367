{ outputs = { nixpkgs, ... }: { packages.x86_64-linux.default = nixpkgs.python3.withPackages (p: [ p.boto3 ]); }; }
