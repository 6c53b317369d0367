import { S3Client } from "s3";
