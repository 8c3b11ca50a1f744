using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Trading.Edge.Requests;

/// <summary>
/// The description at <c>/openapi/v1.json</c>: complete enough to send every call, and every wrong one, from it alone.
/// What is required is what <see cref="Shapes"/> requires, so the description cannot promise another form than the one
/// that is judged.
/// </summary>
public static class DescriptionSetup
{
    private const string ProblemType = "application/problem+json";
    private static readonly string[] ProblemTexts = ["type", "title", "detail", "reason", "rule", "nextStep"];

    public static IServiceCollection AddDescription(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            options.AddSchemaTransformer(
                (schema, context, _) =>
                {
                    MarkRequired(schema, context);
                    return Task.CompletedTask;
                }
            );
            options.AddOperationTransformer(
                (operation, _, _) =>
                {
                    AddProblem(operation);
                    return Task.CompletedTask;
                }
            );
        });

    /// <summary>Says that the body of this call are octets as they are.</summary>
    public static TBuilder TakesOctets<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddOpenApiOperationTransformer(
            (operation, _, _) =>
            {
                var octets = new OpenApiMediaType
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                };
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = new Dictionary<string, OpenApiMediaType> { ["application/octet-stream"] = octets },
                };
                return Task.CompletedTask;
            }
        );

    private static void MarkRequired(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (schema.Properties is null)
            return;
        schema.Required = Shapes
            .RequiredOf(context.JsonTypeInfo)
            .Where(schema.Properties.ContainsKey)
            .ToHashSet(StringComparer.Ordinal);
    }

    private static void AddProblem(OpenApiOperation operation)
    {
        var members = ProblemTexts.ToDictionary(
            name => name,
            _ => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.String }
        );
        members["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer };
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = members,
            Required = members.Keys.ToHashSet(StringComparer.Ordinal),
        };
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A refusal: RFC 9457 with reason, rule and the next lawful step.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemType] = new OpenApiMediaType { Schema = schema },
            },
        };
    }
}
