using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
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
/// answer. Requests are the same when what the endpoint reads of them is: its own type, as the framework parsed it.
/// </summary>
public sealed class IdempotencyFilter(IdempotencyKeys keys, IOptions<JsonOptions> json) : IEndpointFilter
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
                $"{context.HttpContext.User.Identity?.Name} {request.Path} {key}",
                Fingerprint(context),
                () => next(context).AsTask()
            ) ?? OtherRequest;
    }

    private string Fingerprint(EndpointFilterInvocationContext context)
    {
        var type = StrictBodies.TypeOf(context.HttpContext.GetEndpoint())!; // asked at the start: it has one
        var body = context.Arguments.Single(type.IsInstanceOfType);
        return Convert.ToHexString(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, type, json.Value.SerializerOptions))
        );
    }
}

/// <summary>Which endpoints take an <c>Idempotency-Key</c>.</summary>
internal static class Idempotency
{
    /// <summary>Keeps this endpoint's answers by key; it has a body, by which requests are told apart.</summary>
    public static RouteGroupBuilder KeepsAnswers(this RouteGroupBuilder group) =>
        group.WithMetadata(Mark.One).AddEndpointFilter<IdempotencyFilter>();

    /// <summary>Whether an endpoint takes the key.</summary>
    public static bool IsOn(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Mark>() is not null;

    private sealed class Mark
    {
        public static readonly Mark One = new();
    }
}
