using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Trading.Cli;

/// <summary>The server said no: a problem document (RFC 9457) with the platform's own words in it.</summary>
public sealed class ApiException(HttpStatusCode status, string reason, string rule, string detail, string nextStep)
    : Exception(detail)
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>Stable word, for example <c>TooLate</c>; empty when the answer was not ours (a proxy's page).</summary>
    public string Reason { get; } = reason;

    public string Rule { get; } = rule;

    public string NextStep { get; } = nextStep;

    internal static async Task<ApiException> FromAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var problem = await ReadAsync(answer, cancel);
        var detail = problem?.Detail ?? problem?.Title ?? $"The server answered {(int)answer.StatusCode}.";
        return new ApiException(
            answer.StatusCode,
            problem?.Reason ?? "",
            problem?.Rule ?? "",
            detail,
            problem?.NextStep ?? ""
        );
    }

    private static async Task<Problem?> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
            return null;
        try
        {
            return await answer.Content.ReadFromJsonAsync<Problem>(cancel);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Problem(string? Title, string? Detail, string? Reason, string? Rule, string? NextStep);
}
