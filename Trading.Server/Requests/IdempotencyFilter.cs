using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Trading.Opening;
using Trading.Server.People;
using Trading.Server.Streams;
using Trading.Server.Time;

namespace Trading.Server.Requests;

/// <summary>
/// Answers by idempotency key, for ten minutes, in memory: after a restart the ids inside the requests still make them
/// harmless to repeat.
/// </summary>
public sealed class IdempotencyKeys(Clock clock)
{
    private const int MostKept = 10_000;
    private const long KeptMicros = 600_000_000;
    private readonly ConcurrentDictionary<string, Kept> answers = new(StringComparer.Ordinal);

    /// <summary>
    /// The answer kept under a name, or the one that is made now; null when the name was used for another request.
    /// </summary>
    public async Task<object?> OnceAsync(string name, string request, Func<Task<object?>> make)
    {
        Forget();
        var kept = answers.GetOrAdd(name, _ => new Kept(clock.Now, request, new Lazy<Task<object?>>(make)));
        if (kept.Request != request)
            return null;
        try
        {
            return await kept.Answer.Value;
        }
        catch
        {
            answers.TryRemove(name, out _);
            throw;
        }
    }

    private void Forget()
    {
        if (answers.Count < MostKept)
            return;
        foreach (var (name, kept) in answers)
            if (clock.Now - kept.At > KeptMicros || answers.Count >= MostKept)
                answers.TryRemove(name, out _);
    }

    private sealed record Kept(long At, string Request, Lazy<Task<object?>> Answer);
}

/// <summary>
/// <c>Idempotency-Key</c>: the same key from the same caller for the same request waits for the first one and gets its
/// answer.
/// </summary>
public sealed class IdempotencyFilter(IdempotencyKeys keys) : IEndpointFilter
{
    private const string Header = "Idempotency-Key";
    private const int MostKeyCharacters = 128;
    private static readonly IResult OtherRequest = Problems.Of(
        new Refusal(Reason.Conflict, "spec:http", $"This {Header} was used for another request.", "use-a-new-key")
    );

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!request.Headers.TryGetValue(Header, out var key))
            return await next(context);
        if (key.ToString().Length is 0 or > MostKeyCharacters)
            return Problems.Malformed($"{Header} has 1 to {MostKeyCharacters} characters.");
        return await keys.OnceAsync(
                $"{CallerOf(context.HttpContext.User)} {request.Path} {key}",
                Fingerprint(context),
                () => next(context).AsTask()
            ) ?? OtherRequest;
    }

    private static string CallerOf(ClaimsPrincipal user) => TicketHandler.CallerOf(user)?.Word ?? "";

    private static string Fingerprint(EndpointFilterInvocationContext context)
    {
        var body = context.Arguments.FirstOrDefault(argument =>
            argument is Opening.PrepareRequest or SignedAct or Opening.AttributesRequest or Opening.RecordSealRequest
        );
        return Convert.ToHexString(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, body?.GetType() ?? typeof(object)))
        );
    }
}
