using Microsoft.AspNetCore.Http.Features;
using Trading.Server.Requests;

namespace Trading.Server.Opening;

/// <summary>
/// The first thing that happens to a COMMIT: its time. It runs before routing, sign-in and limits, so that nothing of
/// ours makes a bid late. A COMMIT has no body, so its last byte has come when its head has.
/// </summary>
public static class Arriving
{
    private const string Key = "arrival";

    public static void UseArrivals(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                if (!IsCommit(context.Request))
                {
                    await next(context);
                    return;
                }
                using var arrival = context.RequestServices.GetRequiredService<Arrivals>().Enter();
                context.Items[Key] = arrival;
                Limits.NeverHold(context);
                // Nobody reads that body, so nothing can follow it on this connection: the answer, whatever it is, says
                // so.
                if (HasBody(context))
                    context.Response.Headers.Connection = "close";
                await next(context);
            }
        );

    public static Arrivals.Arrival Of(HttpContext context) => (Arrivals.Arrival)context.Items[Key]!;

    /// <summary>A body would come after the time that was taken.</summary>
    public static bool HasBody(HttpContext context) =>
        context.Request.ContentLength is > 0
        || (
            context.Request.ContentLength is null
            && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
        );

    private static bool IsCommit(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Path.StartsWithSegments("/api/uploads")
        && request.Path.Value!.EndsWith("/commit", StringComparison.OrdinalIgnoreCase);
}
