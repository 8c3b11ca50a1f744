using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Trading.Crypto;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// Whoever holds a bid's kit withdraws it, without a sign-in; whoever does not learns nothing and leaves nothing.
/// </summary>
public sealed class KitWithdrawalTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Hall hall = null!;
    private Client nobody = null!;

    public async Task InitializeAsync()
    {
        server = await TestServer.StartAsync();
        hall = await Hall.OpenAsync(server);
        nobody = server.Client();
    }

    public async Task DisposeAsync()
    {
        nobody.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_bidder_whose_certificate_has_ended_withdraws_before_the_deadline_with_the_kit_alone()
    {
        using var bidder = new Bidder(hall, "ended", until: DateTimeOffset.UtcNow.AddMinutes(20));
        await bidder.SubmitAsync();
        foreach (var i in Enumerable.Range(0, 3))
        {
            using var other = new Bidder(hall, $"b{i}");
            await other.SubmitAsync();
        }
        server.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((403, "CertificateNotValid"), await SignInAsync(bidder.Person));

        var statement = bidder.Withdrawal(2);
        var first = await Bidder.AcknowledgedAsync(Withdraw(statement));
        Assert.Equal(first.ToBytes(), (await Bidder.AcknowledgedAsync(Withdraw(statement))).ToBytes());
        // A ticket changes nothing, neither one that holds nor one that never did.
        nobody.Http.DefaultRequestHeaders.Authorization = new("Bearer", "no ticket");
        Assert.Equal(first.ToBytes(), (await Bidder.AcknowledgedAsync(Withdraw(statement))).ToBytes());
        using var somebody = await server.Client(server.Authority.Issue("somebody")).SignInAsync();
        nobody.Http.DefaultRequestHeaders.Authorization = somebody.Http.DefaultRequestHeaders.Authorization;
        Assert.Equal(first.ToBytes(), (await Bidder.AcknowledgedAsync(Withdraw(statement))).ToBytes());

        hall.Close();
        var opened = await nobody.UntilAsync(hall.Id, Hall.Lot, "opened");
        Assert.Equal(3, opened.GetProperty("bids").GetArrayLength());
        Assert.DoesNotContain(bidder.Id, opened.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_answered_the_same_whether_a_bid_exists_or_not_and_leaves_no_trace()
    {
        using var bidder = new Bidder(hall, "b");
        using var gone = new Bidder(hall, "gone");
        using var key = SigningKey.Generate(Suite.P256);
        byte[] Forged(byte[] submission) => Withdrawal.Sign(key, hall.Lock.LockId, hall.Context, submission, 2).Bytes;
        var before = await TextAsync(Forged(bidder.SubmissionId));
        await bidder.SubmitAsync();
        await gone.SubmitAsync();
        await Bidder.AcknowledgedAsync(Withdraw(gone.Withdrawal(2)));
        var trace = await TraceAsync();
        foreach (var submission in new[] { bidder.SubmissionId, gone.SubmissionId, RandomNumberGenerator.GetBytes(16) })
            Assert.Equal(before, await TextAsync(Forged(submission)));
        Assert.Equal(HttpStatusCode.NotFound, before.Status);
        // Nor what does not hold at all, or is for another lot.
        var flipped = bidder.Withdrawal(2);
        flipped[^1] ^= 1;
        Assert.Equal((400, "Malformed"), await Withdraw(flipped).Refused());
        var elsewhere = Withdrawal.Sign(bidder.SubmissionKey, new byte[32], hall.Context, bidder.SubmissionId, 2).Bytes;
        Assert.Equal((400, "WrongLock"), await Withdraw(elsewhere).Refused());
        Assert.Equal((409, "WrongRevision"), await Withdraw(bidder.Withdrawal(3)).Refused());
        Assert.Equal(trace, await TraceAsync());

        hall.Close();
        foreach (var submission in new[] { bidder.SubmissionId, RandomNumberGenerator.GetBytes(16) })
            Assert.Equal((404, "NotFound"), await Withdraw(Forged(submission)).Refused());
    }

    [Fact]
    public async Task Many_statements_of_one_key_at_once_are_one_withdrawal_and_one_stamp()
    {
        using var bidder = new Bidder(hall, "b");
        await bidder.SubmitAsync();
        var statements = Enumerable.Range(0, 30).Select(_ => SignedAnew(bidder)).ToList();
        Assert.Equal(30, statements.DistinctBy(Convert.ToHexString).Count());
        var answers = await Task.WhenAll(statements.Concat(statements).Select(Withdraw));
        var taken = answers.Where(answer => answer.IsSuccessStatusCode).ToList();
        Assert.InRange(taken.Count, 1, 2); // the one that was taken may have been said twice
        foreach (var answer in answers.Except(taken))
            Assert.Equal("already-withdrawn", await NextStepAsync(answer));
        var events = await hall.EventsAsync(hall.Received);
        Assert.Equal(2, events.OfType<CommitStamped>().Count());
        Assert.Equal(2, events.OfType<EntryAccepted>().Count());
        Assert.Empty(events.OfType<EntryRefused>());

        // It may come back, and go again.
        await bidder.SubmitAsync(bidder.Seal(3));
        await Bidder.AcknowledgedAsync(Withdraw(bidder.Withdrawal(4)));
        foreach (var statement in statements)
            (await Withdraw(statement)).Dispose();
        Assert.Equal(events.Count + 4, (await hall.EventsAsync(hall.Received)).Count);
    }

    [Fact]
    public async Task Withdrawals_above_the_limit_of_an_address_are_told_to_wait()
    {
        using var bidder = new Bidder(hall, "b");
        await bidder.SubmitAsync();
        using var key = SigningKey.Generate(Suite.P256);
        var forged = Withdrawal.Sign(key, hall.Lock.LockId, hall.Context, bidder.SubmissionId, 2).Bytes;
        var answers = await Task.WhenAll(Enumerable.Range(0, 900).Select(_ => Withdraw(forged)));
        Assert.All(
            answers,
            answer =>
                Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests })
        );
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta));
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        await Bidder.AcknowledgedAsync(Withdraw(bidder.Withdrawal(2)));
    }

    [Fact]
    public async Task After_the_deadline_the_kit_alone_revokes_until_the_release_begins()
    {
        var bidders = Enumerable.Range(0, 4).Select(i => new Bidder(hall, $"b{i}")).ToArray();
        foreach (var bidder in bidders)
            await bidder.SubmitAsync();
        foreach (var trustee in server.Trustees)
            await trustee.StopAsync();
        hall.Close();
        await nobody.UntilAsync(hall.Id, Hall.Lot, "frozen");
        Assert.True((await Withdraw(bidders[1].Withdrawal(2)).Ok()).TryGetProperty("height", out _));
        foreach (var trustee in server.Trustees)
            trustee.Start();
        var opened = await nobody.UntilAsync(hall.Id, Hall.Lot, "opened");
        Assert.Equal(3, opened.GetProperty("bids").GetArrayLength());
        Assert.Equal((409, "TooLate"), await Withdraw(bidders[2].Withdrawal(2)).Refused());
    }

    private Task<HttpResponseMessage> Withdraw(byte[] statement) =>
        nobody.Post($"/api/sessions/{hall.Id}/lots/{Hall.Lot}/withdrawals", new { statement });

    private async Task<(HttpStatusCode Status, string Text)> TextAsync(byte[] statement)
    {
        using var answer = await Withdraw(statement);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, Regex.Replace(text, "\"traceId\":\"[^\"]*\"", ""));
    }

    private static async Task<string?> NextStepAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("nextStep").GetString();

    // What the platform keeps of what was sent: events, and files of uploads.
    private async Task<(int Events, int Files)> TraceAsync() =>
        (
            (await hall.EventsAsync(hall.Received)).Count,
            Directory.EnumerateFiles(Path.Combine(server.Data, "uploads"), "*", SearchOption.AllDirectories).Count()
        );

    // Signatures with fresh randomness: the same declaration in other bytes.
    private static byte[] SignedAnew(Bidder bidder)
    {
        var signed = bidder.Withdrawal(2)[..^64];
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(bidder.SubmissionKey.ToPkcs8(), out _);
        return
        [
            .. signed,
            .. key.SignData(
                Tags.Join(Tags.Withdrawal, signed),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            ),
        ];
    }

    private async Task<(int, string)> SignInAsync(Person person)
    {
        var challenge = (await nobody.Post("/api/sign-in/challenge", new { }).Ok())
            .GetProperty("challenge")
            .GetBytesFromBase64();
        var signature = person.Key.Sign(Tags.SignIn, challenge);
        return await nobody
            .Post(
                "/api/sign-in/certificate",
                new
                {
                    challenge,
                    certificate = person.Certificate,
                    signature,
                }
            )
            .Refused();
    }
}
