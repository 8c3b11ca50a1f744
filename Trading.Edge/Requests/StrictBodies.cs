using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Trading.Edge.Requests;

/// <summary>
/// The one place where bodies of JSON are judged, before any endpoint sees them: what an endpoint takes is asked of its
/// own metadata, so that no endpoint can be forgotten. Behind it the framework reads the same bytes into the type, and
/// cannot fail.
/// </summary>
internal sealed class StrictBodies(RequestDelegate next, Shapes shapes)
{
    /// <summary>The only media type of bodies that are no octets.</summary>
    public const string MediaType = "application/json";

    public async Task InvokeAsync(HttpContext context)
    {
        if (TypeOf(context.GetEndpoint()) is not { } type)
        {
            await next(context);
            return;
        }
        if (!IsJson(context.Request.ContentType))
        {
            await Problems.NotJson.ExecuteAsync(context);
            return;
        }
        var bytes = await ReadAsync(context);
        if (Check(bytes, type) is { } fault)
        {
            await Problems.Of(Refuse(fault.ToString())).ExecuteAsync(context);
            return;
        }
        context.Request.Body = new MemoryStream(bytes, writable: false);
        context.Request.ContentType = MediaType; // judged; the framework knows fewer spellings of it than there are
        await next(context);
    }

    /// <summary>The type of an endpoint's JSON body, or null.</summary>
    public static Type? TypeOf(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAcceptsMetadata>() is { RequestType: { } type } accepts
        && accepts.ContentTypes.Contains(MediaType)
            ? type
            : null;

    public static Refusal Refuse(string what) =>
        new(Reason.Malformed, "spec:http", $"{what}.", "correct-and-send-again");

    // The length that a header claims is no reason to take memory: the stream grows with what really comes, up to the
    // endpoint's limit.
    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        return bytes.ToArray();
    }

    private BodyFault? Check(byte[] bytes, Type type)
    {
        using var document = JsonBody.Parse(bytes, out var fault);
        return document is null ? fault : shapes.Of(type).Check(document.RootElement, "$");
    }

    // UTF-8 is JSON's only coding (RFC 8259, 8.1); a request that announces another one means other bytes.
    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
        && type.Parameters.All(parameter =>
            parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(parameter.Value).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        );
}
