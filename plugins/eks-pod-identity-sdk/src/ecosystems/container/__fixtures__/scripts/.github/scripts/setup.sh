#!/bin/sh
pip install awscli==1.10.0
