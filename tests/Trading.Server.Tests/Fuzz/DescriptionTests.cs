using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Fuzz;

/// <summary>
/// The description is what strangers write clients from, and what the fuzz is driven by: what it leaves out, nobody
/// tries.
/// </summary>
public sealed class DescriptionTests
{
    [Fact]
    public async Task Every_mapped_endpoint_is_described()
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        var described = (await Description.OfAsync(http))
            .Operations.Select(operation => operation.ToString())
            .ToHashSet(StringComparer.Ordinal);
        // The hub is no HTTP call, the description describes itself to nobody, and pages are for people.
        var mapped = server
            .Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<HubMetadata>() is null
                && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null
            )
            .Where(endpoint => !endpoint.RoutePattern.RawText!.StartsWith("/openapi/", StringComparison.Ordinal))
            .SelectMany(endpoint =>
                endpoint
                    .Metadata.GetMetadata<IHttpMethodMetadata>()!
                    .HttpMethods.Select(method => $"{method} {PathOf(endpoint)}")
            );
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_parameter_and_every_body_says_what_it_takes()
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        var description = await Description.OfAsync(http);
        foreach (var operation in description.Operations)
        {
            Assert.All(
                operation.Parameters,
                parameter => Assert.True(IsTyped(description, parameter.Schema), $"{operation}: {parameter.Name}")
            );
            if (operation.BodySchema is { } body)
                AssertTyped(description, body, $"{operation}");
        }
        var bodies = server
            .Get<EndpointDataSource>()
            .Endpoints.Count(endpoint =>
                endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { RequestType: not null }
            );
        // and the octets of a part, of the speed, of a draw's commitment, of a paper, and of a draft
        Assert.Equal(bodies + 5, description.Operations.Count(operation => operation.BodySchema is not null));
    }

    [Fact]
    public async Task What_is_required_is_what_the_server_requires()
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        var schemas = (await Description.OfAsync(http)).Root["components"]!["schemas"]!;
        string[] RequiredOf(string name) =>
            [
                .. schemas[name]!["required"]!
                    .AsArray()
                    .Select(member => member!.ToString())
                    .Order(StringComparer.Ordinal),
            ];
        Assert.Equal(["challenge", "signature"], RequiredOf("SignInRequest"));
        Assert.Equal(["policies", "session", "terms"], RequiredOf("PrepareRequest"));
        Assert.Equal(["drill", "lots", "roles", "rulePack", "tenderCode", "title"], RequiredOf("SessionTerms"));
    }

    private static void AssertTyped(Description description, System.Text.Json.Nodes.JsonNode schema, string place)
    {
        var resolved = description.Resolve(schema);
        Assert.True(IsTyped(description, resolved), $"{place} says nothing");
        if (resolved["items"] is { } item)
            AssertTyped(description, item, $"{place}[]");
        foreach (var (name, member) in resolved["properties"]?.AsObject() ?? [])
            AssertTyped(description, member!, $"{place}.{name}");
    }

    private static bool IsTyped(Description description, System.Text.Json.Nodes.JsonNode schema) =>
        Description.TypesOf(description.Resolve(schema)).Count > 0 || description.Resolve(schema)["enum"] is not null;

    private static string PathOf(RouteEndpoint endpoint) =>
        "/"
        + string.Join(
            '/',
            endpoint.RoutePattern.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter =>
                                $"{{{parameter.Name}}}",
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                            _ => "",
                        }
                    )
                )
            )
        );
}
