from setuptools import setup
setup(name="up", install_requires=["boto3"])
