import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'

interface ObjectPlace {
  Bucket: string
  Key: string
}

/** Nobody sees the object before its last part is there; what fails on the way is taken back, as it would cost. */
export async function uploadInParts(
  client: S3Client,
  place: ObjectPlace,
  first: Buffer,
  rest: AsyncIterator<Buffer>,
): Promise<void> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(place))
  const upload = { ...place, UploadId }
  try {
    const Parts: { PartNumber: number; ETag: string | undefined }[] = []
    let next: IteratorResult<Buffer> = { value: first }
    while (!next.done) {
      const PartNumber = Parts.length + 1
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body: next.value }))
      Parts.push({ PartNumber, ETag })
      next = await rest.next()
    }
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }))
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => {})
    throw error
  }
}
