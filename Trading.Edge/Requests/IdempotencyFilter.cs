using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Trading.Edge.Requests;

/// <summary>
/// Answers by idempotency key, for ten minutes, in memory: after a restart the ids inside the requests still make them
/// harmless to repeat. Only what was done is kept. A refusal did nothing, and time or somebody else may cure it: the
/// same request is judged anew.
/// </summary>
public sealed class IdempotencyKeys(Clock clock)
{
    /// <summary>How long an answer is kept, in microseconds.</summary>
    public const long KeptMicros = 600_000_000;

    /// <summary>So many are kept; above, the oldest are forgotten first.</summary>
    public const int MostKept = 10_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> answers = new(StringComparer.Ordinal);

    // The same in the order in which they came.
    private readonly LinkedList<Kept> oldest = new();

    /// <summary>
    /// The answer kept under a name, or the one that is made now; null when the name was used for another request.
    /// Whoever asks while it is made waits for it. Throws what <paramref name="make"/> throws.
    /// </summary>
    public async Task<object?> OnceAsync(string name, string request, Func<Task<object?>> make)
    {
        var place = Find(name, request, make);
        if (place.Value.Request != request)
            return null;
        try
        {
            var answer = await place.Value.Answer.Value;
            if (IsRefusal(answer))
                Forget(place);
            return answer;
        }
        catch
        {
            Forget(place);
            throw;
        }
    }

    private LinkedListNode<Kept> Find(string name, string request, Func<Task<object?>> make)
    {
        lock (gate)
        {
            while (oldest.First is { } first && clock.Now - first.Value.At > KeptMicros)
                Forget(first);
            if (answers.TryGetValue(name, out var place))
                return place;
            if (answers.Count >= MostKept)
                Forget(oldest.First!);
            return answers[name] = oldest.AddLast(new Kept(name, clock.Now, request, new Lazy<Task<object?>>(make)));
        }
    }

    private void Forget(LinkedListNode<Kept> place)
    {
        lock (gate)
        {
            if (place.List is null)
                return; // whoever waited for the same answer did it
            oldest.Remove(place);
            answers.Remove(place.Value.Name);
        }
    }

    private static bool IsRefusal(object? answer) =>
        answer is IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest };

    private sealed record Kept(string Name, long At, string Request, Lazy<Task<object?>> Answer);
}

/// <summary>
/// <c>Idempotency-Key</c>: the same key from the same caller for the same request waits for the first one and gets its
/// answer. Requests are the same when what the endpoint reads of them is: its own type, as the framework parsed it.
/// Callers without a ticket are nobody in particular: each of their bodies has keys of its own, so that nobody can take
/// another's.
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
        var fingerprint = Fingerprint(context);
        var space = context.HttpContext.User.Identity?.Name ?? fingerprint;
        return await keys.OnceAsync($"{space} {request.Path} {key}", fingerprint, () => next(context).AsTask())
            ?? OtherRequest;
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
public static class Idempotency
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
