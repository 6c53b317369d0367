#Requires -Modules @{ ModuleName = 'AWS.Tools.S3'; RequiredVersion = '4.1.502' }
Install-Module -Name AWSPowerShell.NetCore -RequiredVersion 4.1.300 -Force
Install-Module AWS.Tools.Installer -Force
Install-AWSToolsModule EC2,S3 -CleanUp -RequiredVersion 4.1.600 `
    -Force
Install-Module -Name AWS.Tools.Common -Force
