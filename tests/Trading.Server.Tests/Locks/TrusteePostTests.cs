using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Server.Storage;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Locks;

/// <summary>What a wrong or a confused trustee can send, and what becomes of it.</summary>
public sealed class TrusteePostTests : OwnHall
{
    private TestTrustee trustee = null!;
    private HttpClient http = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        trustee = Server.Trustees[0];
        http = Keep(await trustee.SignInAsync());
    }

    [Fact]
    public async Task A_message_under_another_trustees_signature_or_changed_after_signing_is_refused()
    {
        var foreign = Server
            .Trustees[1]
            .Say(TrusteeMessageKind.AttestRequest, Hall.Id, Hall.Lot, RandomNumberGenerator.GetBytes(32));
        Assert.Equal((403, "BadSignature"), await TestTrustee.PostAsync(http, foreign).Refused());
        var changed = trustee.Say(
            TrusteeMessageKind.AttestRequest,
            Hall.Id,
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
            await TestTrustee.PostAsync(http, trustee.Say(kind, Hall.Id, Hall.Lot, [1, 2, 3])).Refused()
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
            await TestTrustee.PostAsync(http, trustee.Say(TrusteeMessageKind.Locked, Hall.Id, "9", [])).Refused()
        );
        using var content = System.Net.Http.Json.JsonContent.Create(
            new
            {
                kind = "surprise",
                session = Hall.Id,
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
                .PostAsync(http, trustee.Say(TrusteeMessageKind.FreezeCosignature, Hall.Id, Hall.Lot, body))
                .Refused()
        );
        using var late = await TestTrustee.PostAsync(
            http,
            trustee.Say(TrusteeMessageKind.Message1, Hall.Id, Hall.Lot, [1, 2, 3])
        );
        Assert.True(late.IsSuccessStatusCode);
        Assert.Equal(3, Server.Get<Server.Locks.RelayStore>().Messages(Hall.Id, Hall.Lot, 1).Count);
        Assert.True(LockCertificate.TryParse(Hall.Lock.ToBytes(), out _));
    }

    [Fact]
    public async Task Partial_openings_lost_by_the_platform_are_wanted_again_and_the_lot_opens()
    {
        for (var i = 0; i < 3; i++)
            await new Bidder(Hall, $"b{i}").SubmitAsync();
        await Server.Trustees[2].StopAsync();
        await Server.Trustees[1].StopAsync();
        Hall.Close();
        using var client = Server.Client();
        Server.Trustees[1].Start();
        var relay = Server.Get<Server.Locks.RelayStore>();
        await client.UntilAsync(Hall.Id, Hall.Lot, "opened");
        Assert.Equal([1, 2], relay.Partials(Hall.Id, Hall.Lot).Keys);
        using (var connection = new SqliteFile(Path.Combine(Server.Data, "relay.db"), Schemas.Relay).Open())
            connection.Run("DELETE FROM partials");
        // any write about the lot: what was remembered of the relay is read again
        relay.MarkLocked(Hall.Id, Hall.Lot, 1);
        Server.Get<Server.Streams.InboxBell>().Ring();
        await Until.TrueAsync(
            "what is missing is sent again",
            Server.Patience(20),
            () => Task.FromResult(relay.Partials(Hall.Id, Hall.Lot).Count >= 2)
        );
    }
}
