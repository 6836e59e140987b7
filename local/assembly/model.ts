/** A CloudFormation template as written by the CDK, before any intrinsic function is resolved. */
export interface Template {
  readonly parameters: Record<string, unknown>;
  readonly mappings: Record<string, unknown>;
  readonly conditions: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
  readonly resources: Record<string, TemplateResource>;
}

export interface TemplateResource {
  readonly type: string;
  readonly properties: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
  readonly condition: string | undefined;
}

export interface Stack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly template: Template;
  /** Files that the stack would upload, by their S3 keys: absolute paths in the cloud assembly. */
  readonly assetFiles: Readonly<Record<string, string>>;
}

/** A resource whose properties hold plain values only. */
export interface Resource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
  /** What `Ref` gives: a name, an id or a URL, depending on the type. */
  readonly ref: string;
  /** The ARN, for types that have one. */
  readonly arn: string | undefined;
}
