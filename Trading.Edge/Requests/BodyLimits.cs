using Microsoft.AspNetCore.Http.Metadata;

namespace Trading.Edge.Requests;

/// <summary>What an endpoint says of its bodies and answers.</summary>
public static class BodyLimits
{
    /// <summary>The most bytes that the body of this endpoint may have.</summary>
    public static TBuilder WithBodyOf<TBuilder>(this TBuilder builder, long most)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new BodyLimit(most));

    /// <summary>Answers of this endpoint carry tickets, passwords or persons: nothing between may keep them.</summary>
    public static RouteGroupBuilder NeverKept(this RouteGroupBuilder group) =>
        group.AddEndpointFilter(
            (context, next) =>
            {
                context.HttpContext.Response.Headers.CacheControl = "no-store";
                return next(context);
            }
        );

    private sealed class BodyLimit(long most) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => most;
    }
}
