using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>What a wrong or a confused trustee can send, and what becomes of it.</summary>
public sealed class TrusteePostTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Hall hall = null!;
    private TestTrustee trustee = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        server = await TestServer.StartAsync();
        hall = await Hall.OpenAsync(server);
        trustee = server.Trustees[0];
        http = await trustee.SignInAsync();
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_message_under_another_trustees_signature_or_changed_after_signing_is_refused()
    {
        var foreign = server
            .Trustees[1]
            .Say(TrusteeMessageKind.AttestRequest, hall.Id, Hall.Lot, RandomNumberGenerator.GetBytes(32));
        Assert.Equal((403, "BadSignature"), await TestTrustee.PostAsync(http, foreign).Refused());
        var changed = trustee.Say(
            TrusteeMessageKind.AttestRequest,
            hall.Id,
            Hall.Lot,
            RandomNumberGenerator.GetBytes(32)
        ) with
        {
            Kind = TrusteeMessageKind.Cosignature,
        };
        Assert.Equal((403, "BadSignature"), await TestTrustee.PostAsync(http, changed).Refused());
    }

    [Theory]
    [InlineData(TrusteeMessageKind.Cosignature, 400, "BadProof")]
    [InlineData(TrusteeMessageKind.FreezeCosignature, 400, "Malformed")]
    [InlineData(TrusteeMessageKind.Attestation, 400, "Malformed")]
    [InlineData(TrusteeMessageKind.AttestRequest, 400, "Malformed")]
    [InlineData(TrusteeMessageKind.Complaint, 400, "Malformed")]
    [InlineData(TrusteeMessageKind.Refusal, 400, "Malformed")]
    [InlineData(TrusteeMessageKind.Partials, 409, "TooEarly")]
    public async Task A_body_that_is_none_has_a_clear_answer(TrusteeMessageKind kind, int status, string reason) =>
        Assert.Equal(
            (status, reason),
            await TestTrustee.PostAsync(http, trustee.Say(kind, hall.Id, Hall.Lot, [1, 2, 3])).Refused()
        );

    [Fact]
    public async Task Unknown_sessions_lots_and_kinds_are_refused()
    {
        Assert.Equal(
            (404, "NotFound"),
            await TestTrustee
                .PostAsync(http, trustee.Say(TrusteeMessageKind.Locked, new string('a', 32), Hall.Lot, []))
                .Refused()
        );
        Assert.Equal(
            (404, "NotFound"),
            await TestTrustee.PostAsync(http, trustee.Say(TrusteeMessageKind.Locked, hall.Id, "9", [])).Refused()
        );
        using var content = System.Net.Http.Json.JsonContent.Create(
            new
            {
                kind = "surprise",
                session = hall.Id,
                lot = Hall.Lot,
                body = Array.Empty<byte>(),
                signature = new byte[64],
            }
        );
        Assert.Equal((400, "Malformed"), await http.PostAsync("/api/trustee/messages", content).Refused());
    }

    [Fact]
    public async Task A_freeze_cosignature_before_the_freeze_is_too_early_and_late_ceremony_messages_do_no_harm()
    {
        var body = TrusteeBodies.FreezeCosignature(false, "— t1 AAAA\n");
        Assert.Equal(
            (409, "TooEarly"),
            await TestTrustee
                .PostAsync(http, trustee.Say(TrusteeMessageKind.FreezeCosignature, hall.Id, Hall.Lot, body))
                .Refused()
        );
        using var late = await TestTrustee.PostAsync(
            http,
            trustee.Say(TrusteeMessageKind.Message1, hall.Id, Hall.Lot, [1, 2, 3])
        );
        Assert.True(late.IsSuccessStatusCode);
        Assert.Equal(3, server.Get<Server.Opening.RelayStore>().Messages(hall.Id, Hall.Lot, 1).Count);
        Assert.True(LockCertificate.TryParse(hall.Lock.ToBytes(), out _));
    }

    [Fact]
    public async Task Partial_openings_lost_by_the_platform_are_wanted_again_and_the_lot_opens()
    {
        for (var i = 0; i < 3; i++)
            await new Bidder(hall, $"b{i}").SubmitAsync();
        await server.Trustees[2].StopAsync();
        await server.Trustees[1].StopAsync();
        hall.Close();
        using var client = server.Client();
        server.Trustees[1].Start();
        var relay = server.Get<Server.Opening.RelayStore>();
        await client.UntilAsync(hall.Id, Hall.Lot, "opened");
        Assert.Equal([1, 2], relay.Partials(hall.Id, Hall.Lot).Keys);
        using (var connection = new Server.Storage.SqliteFile(Path.Combine(server.Data, "relay.db"), "relay").Open())
            Server.Storage.SqliteWords.Run(connection, "DELETE FROM partials");
        // any write about the lot: what was remembered of the relay is read again
        relay.MarkLocked(hall.Id, Hall.Lot, 1);
        server.Get<Server.Opening.InboxBell>().Ring();
        for (
            var end = DateTime.UtcNow.AddSeconds(20);
            relay.Partials(hall.Id, Hall.Lot).Count < 2;
            await Task.Delay(50)
        )
            Assert.True(DateTime.UtcNow < end);
    }
}
