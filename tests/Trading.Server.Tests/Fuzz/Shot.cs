using System.Net.Http.Headers;
using System.Text;

namespace Trading.Server.Tests.Fuzz;

/// <summary>One request: what was changed, and everything that goes over the line.</summary>
public sealed record Shot(string Mutation, string Method, string Path, byte[]? Body, string? ContentType)
{
    public HttpRequestMessage ToRequest()
    {
        // As typed: the client must not tidy what the server is to see.
        var address = new Uri(Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(Method), address);
        if (Body is null)
            return request;
        request.Content = new ByteArrayContent(Body);
        if (ContentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return request;
    }

    public override string ToString()
    {
        var body = Body is null ? "" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 300)));
        return $"[{Mutation}] {Method} {Path[..Math.Min(Path.Length, 300)]} {ContentType} {body}";
    }
}

/// <summary>What an answer must not be, whoever asks whatever.</summary>
public static class Verdict
{
    // Names of types and words of exceptions; "at" is how a line of a stack begins.
    private static readonly string[] Leaks =
    [
        "Exception",
        "System.",
        "Microsoft.",
        "Trading.",
        "   at ",
        ".cs:",
        "BytePositionInLine",
        "LineNumber",
        "Request body",
        "PrepareRequest",
        "SessionTerms",
        "SignInRequest",
        "UploadRequest",
        "TrusteeRequest",
        "Nullable",
        "Int64",
        "Int32",
        "Byte[]",
        "IReadOnlyList",
        "JsonElement",
    ];

    /// <summary>What is wrong with the answer, or null.</summary>
    public static string? Of(Shot shot, HttpResponseMessage answer, string text, TimeSpan took, TimeSpan most)
    {
        var status = (int)answer.StatusCode;
        if (took > most)
            return $"{status} after {took.TotalSeconds:0.0} s";
        if (status >= 500)
            return $"{status} {text}";
        if (status < 400 || shot.Method is "HEAD")
            return null;
        // What is no HTTP address at all is refused before anything of ours runs, without a body.
        if (status == 400 && text.Length == 0 && shot.Path.Contains("%00", StringComparison.Ordinal))
            return null;
        if (Leaks.FirstOrDefault(leak => text.Contains(leak, StringComparison.Ordinal)) is { } leak)
            return $"{status} says \"{leak}\": {text}";
        if (answer.Content.Headers.ContentType is not { MediaType: "application/problem+json" })
            return $"{status} is no problem: {answer.Content.Headers.ContentType} {text}";
        return OfProblem(status, text);
    }

    private static string? OfProblem(int status, string text)
    {
        var problem = System.Text.Json.Nodes.JsonNode.Parse(text)!.AsObject();
        if ((int?)problem["status"] != status)
            return $"{status} has another status inside: {text}";
        var missing = new[] { "type", "title", "detail", "reason", "rule", "nextStep" }
            .Where(name => problem[name]?.GetValueKind() != System.Text.Json.JsonValueKind.String)
            .ToList();
        if (missing.Count > 0)
            return $"{status} lacks {string.Join(", ", missing)}: {text}";
        if (problem["detail"]!.ToString().Length == 0)
            return $"{status} says nothing: {text}";
        return status is 400 or 415 && problem["nextStep"]!.ToString().Length == 0
            ? $"{status} names no next step: {text}"
            : null;
    }
}
