using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Opening;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// An answer that never came back: whoever knows the entry's hash learns what became of it, at any time, and nobody
/// else learns anything.
/// </summary>
public sealed class LostAnswerTests : OwnHall
{
    [Fact]
    public async Task A_declaration_whose_entry_exists_is_answered_with_its_acknowledgement_after_the_deadline_too()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal();
        var first = await bidder.SubmitAsync(envelope);
        foreach (var at in new[] { Hall.CloseAt, Hall.CloseAt + 1, Hall.CloseAt + 3_600_000_000 })
        {
            Server.Clock.Freeze(at);
            var answer = await (await bidder.ClientAsync()).Post(Uploads, envelope.Declaration).Ok();
            Assert.Equal(envelope.Id, answer.GetProperty("upload").GetString());
            Assert.Equal(first.ToBytes(), answer.GetProperty("acknowledgement").GetBytesFromBase64());
        }
    }

    [Fact]
    public async Task A_declaration_without_an_entry_says_so_before_the_deadline_and_is_late_after_it()
    {
        using var bidder = new Bidder(Hall, "b");
        var (envelope, client) = (bidder.Seal(), await bidder.ClientAsync());
        await bidder.UploadAsync(envelope);
        Assert.Equal(
            System.Text.Json.JsonValueKind.Null,
            (await client.Post(Uploads, envelope.Declaration).Ok()).GetProperty("acknowledgement").ValueKind
        );
        Server.Clock.Freeze(Hall.CloseAt + 1);
        Assert.Equal((409, "TooLate"), await client.Post(Uploads, envelope.Declaration).Refused());
        Assert.Equal((409, "TooLate"), await (await bidder.CommitAsync(envelope)).Refused());
        Assert.Equal((404, "NotFound"), await client.Get($"/api/acknowledgements/{envelope.Id}").Refused());
    }

    [Fact]
    public async Task A_commit_repeated_after_the_deadline_and_after_the_opening_gets_the_same_acknowledgement()
    {
        var bidders = await ThreeAsync();
        var first = await (await bidders[0].Bidder.ClientAsync())
            .Get($"/api/acknowledgements/{bidders[0].Envelope.Id}")
            .Ok();
        Hall.Close();
        using var anybody = Server.Client();
        await anybody.UntilAsync(Hall.Id, Hall.Lot, "opened");
        var again = await (await bidders[0].Bidder.CommitAsync(bidders[0].Envelope)).Ok();
        foreach (var key in new[] { "acknowledgement", "entryHash" })
            Assert.Equal(first.GetProperty(key).GetString(), again.GetProperty(key).GetString());
        Assert.Equal(
            first.GetRawText(),
            (await anybody.Get($"/api/acknowledgements/{bidders[0].Envelope.Id}").Ok()).GetRawText()
        );
    }

    [Fact]
    public async Task A_withdrawal_repeated_after_the_deadline_is_that_withdrawal_and_no_revocation()
    {
        using var bidder = new Bidder(Hall, "b");
        await bidder.SubmitAsync();
        var (statement, client) = (bidder.Withdrawal(2), await bidder.ClientAsync());
        var first = await client.Post(Withdrawals, new { statement }).Ok();
        Server.Clock.Freeze(Hall.CloseAt + 1);
        Assert.Equal(first.GetRawText(), (await client.Post(Withdrawals, new { statement }).Ok()).GetRawText());
        var hash = Convert.ToHexStringLower(Entry.HashOf(Suite.P256, statement));
        Assert.Equal(
            first.GetProperty("acknowledgement").GetString(),
            (await client.Get($"/api/acknowledgements/{hash}").Ok()).GetProperty("acknowledgement").GetString()
        );
    }

    [Fact]
    public async Task Acknowledgement_and_receipt_need_the_hash_and_no_ticket()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal();
        using var anybody = Server.Client();
        Assert.Equal((404, "NotFound"), await anybody.Get($"/api/acknowledgements/{envelope.Id}").Refused());
        var given = await bidder.SubmitAsync(envelope);
        Assert.Equal(
            given.ToBytes(),
            (await anybody.Get($"/api/acknowledgements/{envelope.Id}").Ok())
                .GetProperty("acknowledgement")
                .GetBytesFromBase64()
        );
        Assert.Equal((404, "NotFound"), await anybody.Get($"/api/acknowledgements/{new string('0', 64)}").Refused());
        Assert.Equal((400, "Malformed"), await anybody.Get("/api/acknowledgements/ABC").Refused());
        Hall.Close();
        await anybody.UntilAsync(Hall.Id, Hall.Lot, "failed");
        Assert.True((await anybody.Get($"/api/receipts/{envelope.Id}").Ok()).TryGetProperty("receipt", out _));
    }

    [Fact]
    public async Task A_revocation_repeated_is_the_same_revocation_whatever_became_of_the_lot()
    {
        var bidders = await ThreeAsync();
        foreach (var trustee in Server.Trustees)
            await trustee.StopAsync();
        Hall.Close();
        using var anybody = Server.Client();
        await anybody.UntilAsync(Hall.Id, Hall.Lot, "frozen");
        var (statement, client) = (bidders[0].Bidder.Withdrawal(2), await bidders[0].Bidder.ClientAsync());
        var height = (await client.Post(Withdrawals, new { statement }).Ok()).GetProperty("height").GetInt64();
        Assert.InRange(
            (await client.Post(Withdrawals, new { statement }).Ok()).GetProperty("height").GetInt64(),
            height,
            height + 3
        );
        foreach (var trustee in Server.Trustees)
            trustee.Start();
        await anybody.UntilAsync(Hall.Id, Hall.Lot, "failed");
        Assert.True(
            (await client.Post(Withdrawals, new { statement }).Ok()).GetProperty("height").GetInt64() >= height
        );
    }

    [Fact]
    public async Task A_bidder_with_nothing_but_its_kit_acts_without_a_ticket()
    {
        var bidders = await ThreeAsync();
        Hall.Close();
        using var anybody = Server.Client();
        await anybody.UntilAsync(Hall.Id, Hall.Lot, "opened");
        var (own, other) = (bidders[0].Bidder, bidders[1].Bidder);
        var statement = Act.Attend(Hall.Id, Hall.Lot, own.Id, new byte[16]);
        object Signed(Bidder by) =>
            new
            {
                statement,
                certificate = by.SubmissionKey.PublicPoint,
                signature = by.SubmissionKey.Sign(Tags.Act, statement),
            };
        Assert.Equal(
            (403, "BadSignature"),
            await anybody.Post($"/api/sessions/{Hall.Id}/acts", Signed(other)).Refused()
        );
        await anybody.Post($"/api/sessions/{Hall.Id}/acts", Signed(own)).Ok();
        var lot = (await anybody.SessionAsync(Hall.Id)).GetProperty("lots")[0];
        Assert.Equal(
            [true, false, false],
            lot.GetProperty("bids")
                .EnumerateArray()
                .OrderByDescending(b => b.GetProperty("submission").GetString() == own.Id)
                .Select(b => b.GetProperty("attended").GetBoolean())
        );
    }

    private string Uploads => $"/api/sessions/{Hall.Id}/lots/{Hall.Lot}/uploads";

    private string Withdrawals => $"/api/sessions/{Hall.Id}/lots/{Hall.Lot}/withdrawals";

    private async Task<List<(Bidder Bidder, Bidder.Envelope Envelope)>> ThreeAsync()
    {
        var bidders = Enumerable
            .Range(0, 3)
            .Select(i => new Bidder(Hall, $"b{i}"))
            .Select(bidder => (bidder, bidder.Seal()))
            .ToList();
        foreach (var (bidder, envelope) in bidders)
            await bidder.SubmitAsync(envelope);
        return bidders;
    }
}
