using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// The one HTTP client of the command line. It signs in by itself and again when a ticket ends, says idempotent calls
/// again when the line breaks, and turns every refusal into an <see cref="ApiException"/>. Tickets and keys appear in
/// no message.
/// </summary>
public sealed class ApiClient : IDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>
    /// A restart of the platform takes seconds, and a little longer on a busy machine. <c>TRADING_PATIENCE</c>
    /// (seconds) says otherwise.
    /// </summary>
    public static TimeSpan UsualPatience =>
        TimeSpan.FromSeconds(
            int.TryParse(Environment.GetEnvironmentVariable("TRADING_PATIENCE"), out var seconds)
            && seconds is >= 0 and <= 86_400
                ? seconds
                : 60
        );

    /// <summary>Whether somebody said how long a silent platform is waited for: then nothing waits for ever.</summary>
    public static bool IsPatienceSaid => Environment.GetEnvironmentVariable("TRADING_PATIENCE") is { Length: > 0 };

    // A COMMIT without an answer after this time counts as lost: what became of it is asked, and saying it again is
    // harmless.
    private static readonly TimeSpan CommitPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReceiptPause = TimeSpan.FromMilliseconds(200);

    // One pool of connections for all clients of a process: a drill has one client per bidder.
    private static readonly SocketsHttpHandler Connections = new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
    private readonly HttpClient http;
    private readonly PersonKey? person;
    private readonly Retry retry;
    private readonly Retry once;
    private readonly SemaphoreSlim signingIn = new(1, 1);
    private string ticket = "";

    /// <summary>A client that speaks for <paramref name="person"/>, or for nobody.</summary>
    /// <param name="server">Address of the platform.</param>
    /// <param name="person">Whose acts these are.</param>
    /// <param name="patience">How long a server that does not answer at all is waited for; <see cref="UsualPatience"/>
    /// unless told otherwise.</param>
    /// <param name="notes">Where it is said that somebody waits; standard error unless told otherwise.</param>
    public ApiClient(Uri server, PersonKey? person = null, TimeSpan? patience = null, TextWriter? notes = null)
    {
        this.person = person;
        retry = new Retry(server, patience ?? UsualPatience, notes ?? Console.Error);
        once = new Retry(server, TimeSpan.Zero, notes ?? Console.Error);
        // A long poll lasts longer than any other answer; a part of 4 MiB on a slow line may, too.
        http = new HttpClient(Connections, disposeHandler: false)
        {
            BaseAddress = new Uri(server.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = TimeSpan.FromMinutes(10),
        };
    }

    public Uri Server => http.BaseAddress!;

    /// <summary>Signs in with an account's password instead of a person's key.</summary>
    internal PasswordSignIn? Password { get; init; }

    private bool SignsIn => person is not null || Password is not null;

    public async Task<bool> IsHealthyAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync("healthz", cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The platform's clock, UTC microseconds.</summary>
    public async Task<long> TimeAsync(CancellationToken cancel) => (await AskAsync<TimeAnswer>("api/time", cancel)).Now;

    public Task<string> TrustTextAsync(CancellationToken cancel) =>
        ReadAsync("api/trust", (content, c) => content.ReadAsStringAsync(c), cancel);

    public Task<JsonElement> SessionsAsync(CancellationToken cancel) => AskAsync<JsonElement>("api/sessions", cancel);

    public Task<JsonElement> SessionAsync(string session, CancellationToken cancel) =>
        AskAsync<JsonElement>($"api/sessions/{session}", cancel);

    /// <summary>
    /// The right to publish that the platform's managers gave to this person; without one that is said, with the next
    /// step.
    /// </summary>
    public async Task<Publisher> PublisherAsync(CancellationToken cancel) =>
        (await GetAsync<MeAnswer>("api/me", cancel)).Publisher
        ?? throw CommandException.Refused(
            $"You have no right to publish sessions at {Server}.",
            "spec:http",
            "ask a manager of the platform for it; it is given to your "
                + $"certificate{(person is null ? "" : $", key {KeyPrint.Of(person.PublicPoint)}")}"
        );

    /// <summary>How often the session's tender number was published.</summary>
    public Task<TenderMark> TenderAsync(string session, CancellationToken cancel) =>
        GetAsync<TenderMark>($"api/sessions/{session}/tender", cancel);

    public Task PrepareAsync(
        string session,
        SessionTerms terms,
        IReadOnlyList<byte[]> policies,
        CancellationToken cancel
    ) =>
        PostAsync<JsonElement>(
            "api/sessions",
            new
            {
                session,
                terms,
                policies,
            },
            cancel
        );

    public Task<LockAnswer> LockAsync(string session, string lot, CancellationToken cancel) =>
        AskAsync<LockAnswer>($"api/sessions/{session}/lots/{lot}/lock", cancel);

    /// <summary>Announces an envelope; the answer is the upload's id, the same for the same header.</summary>
    public async Task<string> BeginUploadAsync(
        string session,
        string lot,
        byte[] header,
        IReadOnlyList<IReadOnlyList<byte[]>> partRoots,
        CancellationToken cancel
    ) => (await DeclareAsync(session, lot, header, partRoots, cancel)).Upload;

    /// <summary>
    /// The same, with the acknowledgement where the envelope's COMMIT was accepted already, before or after the
    /// deadline.
    /// </summary>
    public Task<UploadAnswer> DeclareAsync(
        string session,
        string lot,
        byte[] header,
        IReadOnlyList<IReadOnlyList<byte[]>> partRoots,
        CancellationToken cancel
    ) => PostAsync<UploadAnswer>($"api/sessions/{session}/lots/{lot}/uploads", new { header, partRoots }, cancel);

    /// <summary>Per section and part: whether it is still missing.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<bool>>> MissingAsync(string upload, CancellationToken cancel) =>
        (await GetAsync<MissingAnswer>($"api/uploads/{upload}", cancel)).Missing;

    public async Task PutPartAsync(
        string upload,
        int section,
        long part,
        ReadOnlyMemory<byte> octets,
        CancellationToken cancel
    )
    {
        using var answer = await SendAsync(
            () =>
                new HttpRequestMessage(HttpMethod.Put, $"api/uploads/{upload}/parts/{section}/{part}")
                {
                    Content = Octets(octets),
                },
            cancel
        );
    }

    public Task<CommitAnswer> CommitAsync(string upload, CancellationToken cancel) =>
        PostAsync<CommitAnswer>($"api/uploads/{upload}/commit", null, cancel);

    /// <summary>Withdraws; the statement carries the submission key's signature and needs no ticket.</summary>
    public Task<WithdrawalAnswer> WithdrawAsync(
        string session,
        string lot,
        byte[] statement,
        CancellationToken cancel
    ) =>
        PostAsync<WithdrawalAnswer>(
            $"api/sessions/{session}/lots/{lot}/withdrawals",
            new { statement },
            cancel,
            isPublic: true
        );

    /// <summary>
    /// Says COMMIT once: a line that breaks or stays silent is an <see cref="HttpRequestException"/>, and nobody knows
    /// what became of it.
    /// </summary>
    public Task<CommitAnswer> CommitOnceAsync(string upload, CancellationToken cancel) =>
        OnceAsync<CommitAnswer>($"api/uploads/{upload}/commit", null, cancel);

    /// <summary>Says a withdrawal once, as <see cref="CommitOnceAsync"/>.</summary>
    public Task<WithdrawalAnswer> WithdrawOnceAsync(
        string session,
        string lot,
        byte[] statement,
        CancellationToken cancel
    ) =>
        OnceAsync<WithdrawalAnswer>(
            $"api/sessions/{session}/lots/{lot}/withdrawals",
            new { statement },
            cancel,
            isPublic: true
        );

    /// <summary>
    /// The platform's word about an entry, for whoever knows its hash; null while there is none. It needs no ticket.
    /// </summary>
    public async Task<CommitAnswer?> FindEntryAsync(string entryHash, CancellationToken cancel)
    {
        try
        {
            using var answer = await SendAsync(
                () => new HttpRequestMessage(HttpMethod.Get, $"api/acknowledgements/{entryHash}"),
                cancel,
                isPublic: true
            );
            return answer.StatusCode == HttpStatusCode.Accepted
                ? null
                : await answer.Content.ReadFromJsonAsync<CommitAnswer>(Json, cancel);
        }
        catch (ApiException nothing) when (nothing.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// One long poll: the full receipt, or null while the witnesses have not signed. It needs no ticket.
    /// </summary>
    public async Task<byte[]?> ReceiptAsync(string entryHash, CancellationToken cancel)
    {
        using var answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, $"api/receipts/{entryHash}"),
            cancel,
            isPublic: true
        );
        if (answer.StatusCode == HttpStatusCode.Accepted)
            return null;
        return (await answer.Content.ReadFromJsonAsync<ReceiptAnswer>(Json, cancel))?.Receipt;
    }

    /// <summary>Polls until the receipt is there or the deadline passes; null then.</summary>
    public async Task<byte[]?> AwaitReceiptAsync(string entryHash, TimeSpan patience, CancellationToken cancel)
    {
        var end = DateTimeOffset.UtcNow + patience;
        while (true)
        {
            if (await ReceiptAsync(entryHash, cancel) is { } receipt)
                return receipt;
            if (DateTimeOffset.UtcNow >= end)
                return null;
            await Task.Delay(ReceiptPause, cancel); // a server may answer "pending" at once instead of holding the call
        }
    }

    /// <summary>Sends a signed act. It carries its own signature and needs no ticket.</summary>
    public Task ActAsync(string session, SignedAct act, CancellationToken cancel) =>
        PostAsync<JsonElement>(
            $"api/sessions/{session}/acts",
            new
            {
                act.Statement,
                act.Certificate,
                act.Signature,
            },
            cancel,
            isPublic: true
        );

    /// <summary>The bytes that the host is to sign under the record, as the platform has them.</summary>
    public async Task<byte[]> RecordAttributesAsync(string session, byte[] certificate, CancellationToken cancel) =>
        (
            await PostAsync<AttributesAnswer>($"api/sessions/{session}/record/attributes", new { certificate }, cancel)
        ).Attributes;

    public Task SealRecordAsync(string session, byte[] certificate, byte[] signature, CancellationToken cancel) =>
        PostAsync<JsonElement>($"api/sessions/{session}/record", new { certificate, signature }, cancel);

    public Task<FeedPage> FeedAsync(string stream, long after, CancellationToken cancel) =>
        AskAsync<FeedPage>($"api/feed/{stream}?after={after}", cancel);

    public Task<string> CheckpointAsync(string stream, CancellationToken cancel) =>
        ReadAsync($"api/streams/{stream}/checkpoint", (content, c) => content.ReadAsStringAsync(c), cancel);

    /// <summary>Streams the archive into <paramref name="target"/>.</summary>
    public Task DownloadArchiveAsync(string session, string kind, Stream target, CancellationToken cancel) =>
        DownloadAsync($"api/sessions/{session}/archive?kind={kind}", target, cancel);

    internal async Task DownloadAsync(string path, Stream target, CancellationToken cancel)
    {
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancel);
        await answer.Content.CopyToAsync(target, cancel);
    }

    public void Dispose()
    {
        http.Dispose();
        signingIn.Dispose();
    }

    internal Task<T> GetAsync<T>(string path, CancellationToken cancel) =>
        ReadAsync(path, (content, c) => content.ReadFromJsonAsync<T>(Json, c)!, cancel)!;

    // What anybody may ask is asked as nobody: it must not fail because a certificate has ended.
    private async Task<T> AskAsync<T>(string path, CancellationToken cancel)
    {
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancel, isPublic: true);
        return (await answer.Content.ReadFromJsonAsync<T>(Json, cancel))!;
    }

    private async Task<T> ReadAsync<T>(
        string path,
        Func<HttpContent, CancellationToken, Task<T>> read,
        CancellationToken cancel
    )
    {
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancel);
        return await read(answer.Content, cancel);
    }

    internal async Task<T> PostAsync<T>(string path, object? body, CancellationToken cancel, bool isPublic = false)
    {
        using var answer = await SendAsync(() => Post(path, body), cancel, isPublic);
        return (await answer.Content.ReadFromJsonAsync<T>(Json, cancel))!;
    }

    /// <summary>A call that is answered without a body.</summary>
    internal async Task DoAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var answer = await SendAsync(
            () =>
                new HttpRequestMessage(method, path)
                {
                    Content = body is null ? null : JsonContent.Create(body, options: Json),
                },
            cancel
        );
    }

    /// <summary>Octets, answered without a body.</summary>
    internal async Task PostOctetsAsync(string path, ReadOnlyMemory<byte> octets, CancellationToken cancel) =>
        (await SendAsync(() => new(HttpMethod.Post, path) { Content = Octets(octets) }, cancel)).Dispose();

    private static ReadOnlyMemoryContent Octets(ReadOnlyMemory<byte> octets) =>
        new(octets) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    private async Task<T> OnceAsync<T>(string path, object? body, CancellationToken cancel, bool isPublic = false)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(CommitPatience);
        try
        {
            using var answer = await SendAsync(() => Post(path, body), patience.Token, isPublic, isOnce: true);
            return (await answer.Content.ReadFromJsonAsync<T>(Json, patience.Token))!;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new HttpRequestException("The answer did not come in time.");
        }
        catch (Exception broken) when (broken is IOException or JsonException)
        {
            throw new HttpRequestException("The answer was cut off.", broken);
        }
    }

    private static HttpRequestMessage Post(string path, object? body) =>
        new(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body, options: Json) };

    // Every call of this interface is idempotent by the ids that it carries, so each may be said again.
    private async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> make,
        CancellationToken cancel,
        bool isPublic = false,
        bool isOnce = false
    )
    {
        var tries = isOnce ? once : retry;
        if (!isPublic && SignsIn && ticket.Length == 0)
            await SignInAgainAsync("", cancel);
        var used = isPublic ? "" : ticket;
        var answer = await TryAsync(make, used, tries, cancel);
        if (answer.StatusCode == HttpStatusCode.Unauthorized && SignsIn)
        {
            answer.Dispose();
            await SignInAgainAsync(used, cancel);
            answer = await TryAsync(make, ticket, tries, cancel);
        }
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw await ApiException.FromAsync(answer, cancel);
    }

    private Task<HttpResponseMessage> TryAsync(
        Func<HttpRequestMessage> make,
        string bearer,
        Retry tries,
        CancellationToken cancel
    ) =>
        tries.SendAsync(
            async () =>
            {
                using var request = make();
                if (bearer.Length > 0)
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
                return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            },
            cancel
        );

    // Many parts may find out together that the ticket ended; one of them signs in.
    private async Task SignInAgainAsync(string stale, CancellationToken cancel)
    {
        await signingIn.WaitAsync(cancel);
        try
        {
            if (ticket != stale)
                return;
            try
            {
                ticket = await NewTicketAsync(cancel);
            }
            // A challenge is used once and ends with its server: after a broken line or a restart a new one is asked
            // for.
            catch (ApiException)
            {
                ticket = await NewTicketAsync(cancel);
            }
        }
        finally
        {
            signingIn.Release();
        }
    }

    private async Task<string> NewTicketAsync(CancellationToken cancel)
    {
        if (Password is not null)
            return (await SayAsync<SignedIn>("api/sign-in/password", Password, cancel)).Ticket;
        var challenge = await SayAsync<ChallengeAnswer>("api/sign-in/challenge", new { }, cancel);
        var signature = person!.Sign(Tags.SignIn, challenge.Challenge);
        return (
            await SayAsync<SignedIn>(
                "api/sign-in/certificate",
                new
                {
                    challenge.Challenge,
                    person.Certificate,
                    signature,
                },
                cancel
            )
        ).Ticket;
    }

    private async Task<T> SayAsync<T>(string path, object body, CancellationToken cancel)
    {
        using var answer = await TryAsync(
            () => new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: Json) },
            "",
            retry,
            cancel
        );
        if (!answer.IsSuccessStatusCode)
            throw await ApiException.FromAsync(answer, cancel);
        return (await answer.Content.ReadFromJsonAsync<T>(Json, cancel))!;
    }

    private sealed record TimeAnswer(long Now);

    private sealed record MeAnswer(Publisher? Publisher);

    private sealed record ChallengeAnswer(byte[] Challenge, long ExpiresAt);

    private sealed record MissingAnswer(IReadOnlyList<IReadOnlyList<bool>> Missing);

    private sealed record AttributesAnswer(byte[] Attributes);

    private sealed record ReceiptAnswer(byte[] Receipt);
}
