using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// Good and bad input at the door of the intake: each has one clear outcome, and nothing is lost by it.
/// </summary>
public sealed class IntakeTests : OwnHall
{
    [Fact]
    public async Task A_bid_of_several_parts_is_acknowledged_with_time_size_and_tick()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal(documentBytes: 9_000_000);
        Assert.Equal(4, envelope.Parts().Count());
        var before = Server.Clock.Now;
        var acknowledgement = await bidder.SubmitAsync(envelope);
        Assert.InRange(acknowledgement.AtMicros, before, Server.Clock.Now);
        Assert.Equal(envelope.File.Length, acknowledgement.SizeBytes);
        Assert.Equal(envelope.Sealed.Signed.EntryHash, acknowledgement.EntryHash);
        var state = (IntakeState.Receiving)
            await Server.Get<Server.Streams.Desks>().Intake(Hall.Id, Hall.Lot).ReadAsync();
        Assert.InRange(acknowledgement.Tick, 0, state.NextTick + 1);
    }

    [Fact]
    public async Task A_double_click_gives_the_same_bytes_and_one_entry()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal();
        await bidder.UploadAsync(envelope);
        var answers = await Task.WhenAll(
            (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => bidder.CommitAsync(envelope)))).Select(
                Bidder.AcknowledgedAsync
            )
        );
        Assert.Single(answers.Select(a => Convert.ToHexString(a.ToBytes())).Distinct());
        Assert.Single((await Hall.EventsAsync(Hall.Received)).OfType<EntryAccepted>());
    }

    [Fact]
    public async Task A_part_sent_twice_with_the_same_bytes_is_fine_and_with_other_bytes_a_conflict()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal();
        var (client, upload, octets) = (
            await bidder.ClientAsync(),
            await bidder.DeclareAsync(envelope),
            envelope.Parts().First().Octets
        );
        await client.Put($"/api/uploads/{upload}/parts/0/0", octets).Ok();
        await client.Put($"/api/uploads/{upload}/parts/0/0", octets).Ok();
        octets[100] ^= 1;
        Assert.Equal((409, "Conflict"), await client.Put($"/api/uploads/{upload}/parts/0/0", octets).Refused());
        await Bidder.AcknowledgedAsync(await bidder.CommitAsync(envelope));
    }

    [Fact]
    public async Task A_truncated_or_oversized_part_is_refused_and_nothing_of_it_stays()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal();
        var (client, upload, octets) = (
            await bidder.ClientAsync(),
            await bidder.DeclareAsync(envelope),
            envelope.Parts().First().Octets
        );
        Assert.Equal((400, "Malformed"), await client.Put($"/api/uploads/{upload}/parts/0/0", octets[..^1]).Refused());
        Assert.Equal(
            (400, "Malformed"),
            await client.Put($"/api/uploads/{upload}/parts/0/0", [.. octets, 0]).Refused()
        );
        Assert.Equal(
            (413, "LimitReached"),
            await client.Put($"/api/uploads/{upload}/parts/0/0", new byte[ChunkedPayload.PartBytes + 1]).Refused()
        );
        Assert.Equal((404, "NotFound"), await client.Put($"/api/uploads/{upload}/parts/1/0", octets).Refused());
        Assert.Equal("[[true]]", (await client.Get($"/api/uploads/{upload}").Ok()).GetProperty("missing").GetRawText());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Server.Data, "blobs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Parts_in_any_order_are_fine_and_the_bitmap_says_what_is_missing()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal(documentBytes: 9_000_000);
        var (client, upload) = (await bidder.ClientAsync(), await bidder.DeclareAsync(envelope));
        foreach (var (section, part, octets) in envelope.Parts().Reverse().Take(2))
            await client.Put($"/api/uploads/{upload}/parts/{section}/{part}", octets).Ok();
        Assert.Equal(
            "[[true],[true,false,false]]",
            (await client.Get($"/api/uploads/{upload}").Ok()).GetProperty("missing").GetRawText()
        );
        Assert.Equal((409, "Incomplete"), await (await bidder.CommitAsync(envelope)).Refused());
        foreach (var (section, part, octets) in envelope.Parts().Take(2))
            await client.Put($"/api/uploads/{upload}/parts/{section}/{part}", octets).Ok();
        await Bidder.AcknowledgedAsync(await bidder.CommitAsync(envelope));
    }

    [Fact]
    public async Task Envelopes_for_another_lock_or_lot_and_broken_headers_are_refused_before_any_byte_is_uploaded()
    {
        using var bidder = new Bidder(Hall, "b");
        var client = await bidder.ClientAsync();
        var path = $"/api/sessions/{Hall.Id}/lots/{Hall.Lot}/uploads";
        Assert.Equal(
            (400, "WrongLock"),
            await client.Post(path, bidder.Seal(lockId: RandomNumberGenerator.GetBytes(32)).Declaration).Refused()
        );
        Assert.Equal(
            (400, "WrongLock"),
            await client.Post(path, bidder.Seal(context: RandomNumberGenerator.GetBytes(32)).Declaration).Refused()
        );
        var good = bidder.Seal();
        foreach (
            var (offset, name) in new[]
            {
                (0, "magic"),
                (5, "suite"),
                (120, "point"),
                (300, "root"),
                (good.Sealed.Signed.Bytes.Length - 1, "signature"),
            }
        )
        {
            var header = (byte[])good.Sealed.Signed.Bytes.Clone();
            header[offset] ^= 1;
            Assert.True(
                (400, "Malformed")
                    == await client.Post(path, new { header, partRoots = good.Sealed.PartRoots }).Refused(),
                name
            );
        }
        Assert.Equal(
            (400, "Malformed"),
            await client
                .Post(path, new { header = good.Sealed.Signed.Bytes[..^1], partRoots = good.Sealed.PartRoots })
                .Refused()
        );
        Assert.Equal(
            (400, "Malformed"),
            await client
                .Post(path, new { header = good.Sealed.Signed.Bytes, partRoots = new[] { new[] { new byte[32] } } })
                .Refused()
        );
        Assert.Equal(
            (413, "LimitReached"),
            await client
                .PostLarge(path, new { header = new byte[2 << 20], partRoots = good.Sealed.PartRoots })
                .Refused()
        );
        Assert.Equal(
            (404, "NotFound"),
            await client.Post($"/api/sessions/{Hall.Id}/lots/9/uploads", good.Declaration).Refused()
        );
    }

    [Fact]
    public async Task A_record_of_another_size_class_and_a_wrong_revision_are_refused_at_the_commit()
    {
        using var bidder = new Bidder(Hall, "b");
        var large = bidder.Seal(recordClass: 16_384);
        await bidder.UploadAsync(large);
        Assert.Equal((400, "Malformed"), await (await bidder.CommitAsync(large)).Refused());
        var third = bidder.Seal(revision: 3);
        await bidder.UploadAsync(third);
        Assert.Equal((409, "WrongRevision"), await (await bidder.CommitAsync(third)).Refused());
        await bidder.SubmitAsync();
    }

    [Fact]
    public async Task Replacing_and_withdrawing_leave_the_newest_word_and_an_unfinished_replacement_leaves_the_earlier_bid()
    {
        using var replaced = new Bidder(Hall, "replaced");
        await replaced.SubmitAsync(replaced.Seal(1));
        await replaced.SubmitAsync(replaced.Seal(2));
        using var unfinished = new Bidder(Hall, "unfinished");
        await unfinished.SubmitAsync(unfinished.Seal(1));
        await unfinished.DeclareAsync(unfinished.Seal(2));
        using var withdrawn = new Bidder(Hall, "withdrawn");
        await withdrawn.SubmitAsync();
        await Bidder.AcknowledgedAsync(await withdrawn.WithdrawAsync(2));
        using var third = new Bidder(Hall, "third");
        await third.SubmitAsync();

        Hall.Close();
        using var client = Server.Client();
        var opened = await client.UntilAsync(Hall.Id, Hall.Lot, "opened");
        Assert.Equal(
            new[] { replaced.Id, unfinished.Id, third.Id }.Order(),
            opened.GetProperty("bids").EnumerateArray().Select(b => b.GetProperty("submission").GetString()).Order()
        );
    }

    [Fact]
    public async Task A_withdrawal_after_the_deadline_is_a_revocation_and_that_envelope_is_not_opened()
    {
        var bidders = Enumerable.Range(0, 4).Select(i => new Bidder(Hall, $"b{i}")).ToArray();
        foreach (var bidder in bidders)
            await bidder.SubmitAsync();
        foreach (var trustee in Server.Trustees)
            await trustee.StopAsync();
        Hall.Close();
        using var client = Server.Client();
        await client.UntilAsync(Hall.Id, Hall.Lot, "frozen");
        await (await bidders[1].WithdrawAsync(2)).Ok();
        foreach (var trustee in Server.Trustees)
            trustee.Start();
        var opened = await client.UntilAsync(Hall.Id, Hall.Lot, "opened");
        Assert.Equal(
            bidders.Where(b => b != bidders[1]).Select(b => b.Id),
            opened.GetProperty("bids").EnumerateArray().Select(b => b.GetProperty("submission").GetString())
        );
        Assert.Equal((409, "TooLate"), await (await bidders[2].WithdrawAsync(2)).Refused());
    }

    [Fact]
    public async Task A_bid_that_does_not_parse_or_does_not_decrypt_is_shown_with_its_cause_and_the_others_open()
    {
        using var raw = new Bidder(Hall, "raw");
        await raw.SubmitAsync(raw.Seal(record: "not a form"u8.ToArray()));
        using var damaged = new Bidder(Hall, "damaged");
        var envelope = damaged.Seal();
        await damaged.SubmitAsync(envelope);
        for (var i = 0; i < 2; i++)
            await new Bidder(Hall, $"b{i}").SubmitAsync();
        var blob = Directory.EnumerateFiles(Path.Combine(Server.Data, "blobs", envelope.Id[..2], envelope.Id)).Single();
        var stored = File.ReadAllBytes(blob);
        stored[^1] ^= 1;
        File.WriteAllBytes(blob, stored);

        Hall.Close();
        using var client = Server.Client();
        var bids = (await client.UntilAsync(Hall.Id, Hall.Lot, "opened"))
            .GetProperty("bids")
            .EnumerateArray()
            .ToDictionary(b => b.GetProperty("submission").GetString()!);
        Assert.Equal("unparsed", Assert.Single(bids[raw.Id].GetProperty("marks").EnumerateArray()).GetString());
        Assert.Equal("not a form"u8.ToArray(), bids[raw.Id].GetProperty("raw").GetBytesFromBase64());
        Assert.Equal("platform", bids[damaged.Id].GetProperty("fault").GetString());
        Assert.Equal(2, bids.Values.Count(b => b.TryGetProperty("bidderName", out _)));
    }
}
