from conan import ConanFile


class Fixture(ConanFile):
    requires = "fmt/10.2.1", "aws-sdk-cpp/1.11.100"  # the SDK

    def build_requirements(self):
        self.test_requires("aws-sdk-cpp/1.8.0")
