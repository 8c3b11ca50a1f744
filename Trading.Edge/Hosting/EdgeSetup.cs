using System.Text.Json.Serialization;
using Trading.Edge.Requests;

namespace Trading.Edge.Hosting;

/// <summary>What every origin has around its own routes, and in which order a request meets it.</summary>
public static class EdgeSetup
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A builder that listens at those addresses and logs what a process at the edge logs.</summary>
    public static WebApplicationBuilder Builder(string urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ForEdge();
        return builder;
    }

    /// <summary>Clock, pages, strict requests and problems; limits are a process's own.</summary>
    public static IServiceCollection AddEdge(this IServiceCollection services) => services.AddEdge<FailureHandler>();

    /// <summary>The same with an own judge of failures.</summary>
    public static IServiceCollection AddEdge<TFailures>(this IServiceCollection services)
        where TFailures : FailureHandler
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        return services
            .AddSingleton<Clock>()
            .AddSingleton(_ => new Pages(Pages.Folder))
            .AddStrictRequests()
            .AddDescription()
            .AddExceptionHandler<TFailures>()
            .AddProblemDetails();
    }

    /// <summary>
    /// Failures, unknown addresses, limits, who asks, what that one may, and only then the body: a stranger's is not
    /// even read.
    /// </summary>
    /// <param name="app">The process.</param>
    /// <param name="beforeSignIn">What has to be known before anybody is asked who it is; null for nothing.</param>
    public static void UseEdge(this WebApplication app, Action<IApplicationBuilder>? beforeSignIn = null)
    {
        app.UseFailuresAndLimits();
        beforeSignIn?.Invoke(app);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseBodies();
    }

    /// <summary>The same where nobody signs in.</summary>
    public static void UseOpenEdge(this WebApplication app)
    {
        app.UseFailuresAndLimits();
        app.UseBodies();
    }

    private static void UseFailuresAndLimits(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(async context =>
        {
            var http = context.HttpContext;
            if (!await http.RequestServices.GetRequiredService<Pages>().TryTellUnknownAsync(http))
                await Problems.OfStatus(http.Response.StatusCode).ExecuteAsync(http);
        });
        app.UseRouting();
        app.UseRateLimiter();
    }

    private static void UseBodies(this WebApplication app)
    {
        app.UseStrictRequests();
        app.MapOpenApi("/openapi/{documentName}.json");
    }

    /// <summary>Whether the process is up, for whoever watches over it.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/healthz", () => TypedResults.Ok(new Health("up")));

    internal sealed record Health(string State);
}
