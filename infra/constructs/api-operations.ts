import { Validations } from 'aws-cdk-lib';
import {
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  type HttpRouteIntegration,
  HttpRouteKey,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import type { Operation } from '../../shared/contracts/operations.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import { type ApiFunctionName, apiFunctions } from '../functions.ts';
import { CredenceFunction, type PeopleDirectory } from './credence-function.ts';
import type { CreditApi } from './credit-api.ts';
import type { CustomerTable } from './customer-table.ts';
import { pascalCase } from './pascal-case.ts';

const PUBLIC = 'Tells only that the API answers, and what its contract is: nothing about any customer.';
const EMAILED_LINK =
  'Opened from a mail by people without an account. The 256 random bits in the path are the credential: the function ' +
  'looks up their hash, and nothing is decided without the code that stands beside the link in the mail.';

export interface ApiOperationsProps {
  readonly config: EnvironmentConfig;
  readonly version: string;
  readonly table: CustomerTable;
  readonly people: PeopleDirectory;
  /** Where they are served: in this stack or in another one. */
  readonly door: CreditApi;
  readonly operations: readonly (Operation & { readonly functionName: ApiFunctionName })[];
}

/**
 * Operations of the API: a function for each name of a function, and a route with its scopes for each operation. All of
 * it belongs to the stack that it is declared in, so that no stack has to hold the whole API.
 */
export class ApiOperations extends Construct {
  /** By name, as the operations name them. */
  readonly functions: ReadonlyMap<string, CredenceFunction>;

  constructor(scope: Construct, id: string, props: ApiOperationsProps) {
    super(scope, id);
    const { operations } = props;
    const names = [...new Set(operations.map(({ functionName }) => functionName))];
    const built = names.map((name) => [name, this.createFunction(name, props)] as const);
    this.functions = new Map(built);
    const integrations = new Map(
      built.map(([name, { handler }]) => [
        name,
        // One permission per function rather than one per route: the routes are ours, all of them.
        new HttpLambdaIntegration(name, handler, { scopePermissionToRoute: false }),
      ]),
    );
    for (const operation of operations) {
      const integration = integrations.get(operation.functionName);
      if (integration) this.addRoute(props.door, operation, integration);
    }
  }

  private createFunction(functionName: ApiFunctionName, props: ApiOperationsProps): CredenceFunction {
    const { config, people, table, version } = props;
    const settings = apiFunctions[functionName];
    const created = new CredenceFunction(this, pascalCase(functionName), {
      functionName,
      settings,
      config,
      version,
    }).usesTable(table, settings.table);
    return settings.people ? created.usesPeople(people) : created;
  }

  private addRoute(
    { api, authorizer }: CreditApi,
    { method, path, scopes }: Operation,
    integration: HttpRouteIntegration,
  ): void {
    const isOpen = scopes.length === 0;
    const route = new HttpRoute(this, `${method}${path}`.replaceAll('/', '-'), {
      httpApi: api,
      routeKey: HttpRouteKey.with(path, HttpMethod[method]),
      integration,
      ...(isOpen ? { authorizer: new HttpNoneAuthorizer() } : { authorizer, authorizationScopes: [...scopes] }),
    });
    if (!isOpen) return;
    const reason = path.includes('{token}') ? EMAILED_LINK : PUBLIC;
    Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
  }
}
