using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Trading.Edge.Requests;

/// <summary>What every request meets before an endpoint.</summary>
public static class RequestSetup
{
    public static IServiceCollection AddStrictRequests(this IServiceCollection services) =>
        services.AddSingleton(provider => new Shapes(
            provider.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions
        ));

    /// <summary>Judges parameters and bodies from here on.</summary>
    public static void UseStrictRequests(this WebApplication app) =>
        app.UseMiddleware<StrictParameters>().UseMiddleware<StrictBodies>();

    /// <summary>
    /// Makes the form of every body that a mapped endpoint takes: a body without a form ends the start, and not a
    /// request. So does an endpoint that takes an <c>Idempotency-Key</c> and has nothing to tell requests apart by.
    /// </summary>
    public static void PrepareBodies(this WebApplication app)
    {
        var shapes = app.Services.GetRequiredService<Shapes>();
        foreach (var endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints))
            if (StrictBodies.TypeOf(endpoint) is { } type)
                shapes.Of(type);
            else if (Idempotency.IsOn(endpoint))
                throw new InvalidOperationException($"{endpoint.DisplayName} takes a key for its answers and no body");
    }
}
