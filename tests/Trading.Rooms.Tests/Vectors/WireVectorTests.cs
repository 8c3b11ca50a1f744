using System.Text.Json.Nodes;

namespace Trading.Rooms.Tests.Vectors;

/// <summary>
/// tests/vectors/room/wire.json: canonical bytes of a start, of acts, papers and a seat's certificate, their ids and
/// commitments. Written with TRADING_WRITE_VECTORS=1; every run compares to the byte. Source: docs/spec/room.md.
/// </summary>
public sealed class WireVectorTests
{
    private static readonly byte[] Nonce = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    // Signatures of a vector are no signatures: a commitment hashes whatever they are.
    private static readonly byte[] Signature = [.. Enumerable.Range(0, 64).Select(i => (byte)(255 - i))];

    [Fact]
    public void Bytes_are_those_of_the_file() =>
        RoomVectors.Compare(
            "wire.json",
            new JsonObject
            {
                ["format"] = "docs/spec/room.md, \"Start\", \"Seats\", \"Acts\", \"Papers\": bytes are hexadecimal",
                ["signature"] = RoomVectors.Hex(Signature),
                ["start"] = StartCase(),
                ["certificate"] = CertificateCase(),
                ["acts"] = new JsonArray([.. Acts().Select(ActCase)]),
                ["badActs"] = new JsonArray([.. BadActs().Select(a => (JsonNode)RoomVectors.Hex(a.Print()))]),
                ["reviews"] = new JsonArray([.. Reviews().Select(ReviewCase)]),
                ["sheets"] = new JsonArray([.. Sheets().Select(SheetCase)]),
                ["roots"] = new JsonArray([.. Enumerable.Range(0, 8).Select(RootCase)]),
            }
        );

    private static byte[] Point(byte fill) => [4, .. Enumerable.Repeat(fill, 64)];

    private static JsonObject StartCase()
    {
        var start = StartsOf.New(bids: StartsOf.Bids(3)) with
        {
            Checkpoint = "平台检查点\n3\nAAAA\n",
            DrawnK = "0.97",
            Host = Point(1),
            Supervisor = Point(2),
            Gate = Point(3),
            Bids =
            [
                .. StartsOf
                    .Bids(3)
                    .Select(
                        (b, i) =>
                            b with
                            {
                                Keys = i == 1 ? [Point(5), Point(6)] : [Point((byte)(10 + i))],
                                Scoring = i == 2 ? """{"brand":"甲牌"}""" : "",
                                Code = i == 0 ? "91350100M000100Y43" : "",
                            }
                    ),
            ],
        };
        return new JsonObject
        {
            ["bytes"] = RoomVectors.Hex(RoomStartCodec.ToBytes(start)),
            ["room"] = start.Room,
            ["seats"] = new JsonArray([.. start.Seats.Select(s => (JsonNode)$"{(int)s.Role} {s.Position}")]),
            ["items"] = new JsonArray([.. start.Items.Select(i => (JsonNode)$"{i.Id} {(int)i.Stage} {i.Ground}")]),
            ["bids"] = new JsonArray([.. start.Bids.Select(b => (JsonNode)$"{b.Id} {b.Name} {b.Figure}")]),
            ["endsAt"] = start.EndsAt,
        };
    }

    private static JsonObject CertificateCase()
    {
        var seat = new SeatCertificate(StartsOf.Room, 3, SeatRole.Buyer, Point(9), StartsOf.Begin);
        return new JsonObject
        {
            ["seat"] = 3,
            ["role"] = "Buyer",
            ["key"] = RoomVectors.Hex(Point(9)),
            ["until"] = StartsOf.Begin,
            ["bytes"] = RoomVectors.Hex(seat.ToBytes()),
        };
    }

    private static RoomAct Act(RoomActKind kind, string by = "seat.1") =>
        new(kind, StartsOf.Room, by, "", "", 0, 0, 0, 0, "", Nonce);

    private static IEnumerable<RoomAct> Acts()
    {
        var (bid, hash) = (StartsOf.BidId(1), PlayedRoom.Hash());
        yield return Act(RoomActKind.Pledge);
        yield return Act(RoomActKind.Avoid) with
        {
            Text = "投标人是我的前雇主",
        };
        yield return Act(RoomActKind.Ballot) with
        {
            Seat = 49,
        };
        yield return Act(RoomActKind.Qualify, RoomAct.Host) with
        {
            Subject = bid,
        };
        yield return Act(RoomActKind.Qualify, RoomAct.Host) with
        {
            Subject = bid,
            Item = "licence",
            Text = "过期",
        };
        yield return Act(RoomActKind.Ask) with
        {
            Subject = bid,
            Choice = 2,
            After = 1800,
            Text = "请说明 😀",
        };
        yield return Act(RoomActKind.Answer, RoomAct.OfBid(bid)) with
        {
            Subject = hash,
            Choice = 2,
            Text = "不确认",
        };
        yield return Act(RoomActKind.Close);
        yield return Act(RoomActKind.Raise) with
        {
            Choice = 1,
            Subject = bid,
            Text = "x",
        };
        yield return Act(RoomActKind.Raise) with
        {
            Choice = 2,
            Subject = bid,
            Item = "collusion",
            Text = "x",
        };
        yield return Act(RoomActKind.Raise) with
        {
            Choice = 3,
            Text = "x",
        };
        yield return Act(RoomActKind.Raise) with
        {
            Choice = 4,
            Subject = bid,
            Item = "甲牌",
            Text = "x",
        };
        yield return Act(RoomActKind.Raise) with
        {
            Choice = 5,
            Text = "x",
        };
        yield return Act(RoomActKind.Raise) with
        {
            Choice = 9,
            Subject = bid,
            Item = "quality",
            Seat = 2,
            Before = -50,
            After = 1_000_000_000,
            Text = "x",
        };
        yield return Act(RoomActKind.Vote) with
        {
            Subject = hash,
            Choice = 1,
        };
        yield return Act(RoomActKind.CallShort, "seat.49");
        yield return Act(RoomActKind.Unseat, RoomAct.Supervisor) with
        {
            Seat = 2,
            Text = "离席",
        };
        yield return Act(RoomActKind.Stop, RoomAct.Host) with
        {
            Text = "停电",
        };
        yield return Act(RoomActKind.Resume, RoomAct.Supervisor) with
        {
            Text = "恢复",
        };
        yield return Act(RoomActKind.Abandon, RoomAct.Supervisor) with
        {
            Text = "重组",
        };
        yield return Act(RoomActKind.Draft, RoomAct.Host) with
        {
            Subject = hash,
        };
        yield return Act(RoomActKind.Agree) with
        {
            Subject = hash,
        };
        yield return Act(RoomActKind.Dissent) with
        {
            Subject = hash,
            Text = new string('异', 2_000),
        };
        yield return Act(RoomActKind.Again, RoomAct.Supervisor) with
        {
            Choice = 4,
            Text = "畸高",
        };
    }

    private static IEnumerable<RoomAct> BadActs()
    {
        var (bid, hash) = (StartsOf.BidId(1), PlayedRoom.Hash());
        yield return Act(RoomActKind.Pledge) with
        {
            Text = "x",
        };
        yield return Act(RoomActKind.Avoid);
        yield return Act(RoomActKind.Avoid) with
        {
            Text = new string('x', 2_001),
        };
        yield return Act(RoomActKind.Ballot);
        yield return Act(RoomActKind.Ballot) with
        {
            Seat = 50,
        };
        yield return Act(RoomActKind.Qualify, RoomAct.Host) with
        {
            Subject = bid,
            Item = "i",
        };
        yield return Act(RoomActKind.Ask) with
        {
            Subject = "1",
            Choice = 1,
            After = 1800,
            Text = "x",
        };
        yield return Act(RoomActKind.Ask) with
        {
            Subject = bid,
            Choice = 1,
            Text = "x",
        };
        yield return Act(RoomActKind.Vote) with
        {
            Subject = hash,
            Choice = 2,
            Before = 1,
        };
        yield return Act(RoomActKind.Raise) with
        {
            Choice = 10,
            Subject = bid,
            Seat = 1,
            Text = "x",
        };
        yield return Act(RoomActKind.Raise) with
        {
            Choice = 5,
            Seat = 1,
            Text = "x",
        };
        yield return Act(RoomActKind.Raise) with
        {
            Choice = 6,
            Subject = bid,
            Text = "x",
        };
        yield return Act(RoomActKind.Raise) with
        {
            Choice = 7,
            Seat = 1,
            Subject = bid,
            After = 1_000_000_001,
            Text = "x",
        };
        yield return Act(RoomActKind.Agree);
        yield return Act(RoomActKind.Again) with
        {
            Text = "x",
        };
        yield return Act((RoomActKind)19);
        yield return Act(RoomActKind.Pledge, "seat.01");
        yield return Act(RoomActKind.Pledge, "seat.0");
        yield return Act(RoomActKind.Pledge, "nobody");
        yield return Act(RoomActKind.Pledge, "bid.1");
    }

    private static JsonNode ActCase(RoomAct act) =>
        new JsonObject
        {
            ["kind"] = (int)act.Kind,
            ["by"] = act.By,
            ["subject"] = act.Subject,
            ["item"] = act.Item,
            ["choice"] = act.Choice,
            ["seat"] = act.Seat,
            ["before"] = act.Before,
            ["after"] = act.After,
            ["text"] = act.Text,
            ["bytes"] = RoomVectors.Hex(act.ToBytes()),
            ["id"] = RoomAct.Id(PlayedRoom.Suite, act.ToBytes()),
            ["commitment"] = CommitmentOf(act.ToBytes()),
        };

    private static IEnumerable<ReviewPaper> Reviews()
    {
        yield return new(
            StartsOf.Room,
            1,
            ItemStage.Compliance,
            StartsOf.BidId(1),
            [new("signed", false, "缺"), new("period", true, "")],
            Nonce
        );
        yield return new(StartsOf.Room, 49, ItemStage.Qualification, StartsOf.BidId(2), [], Nonce);
    }

    private static JsonNode ReviewCase(ReviewPaper paper) =>
        new JsonObject
        {
            ["seat"] = paper.Seat,
            ["stage"] = paper.Stage.ToString(),
            ["bid"] = paper.Bid,
            ["marks"] = new JsonArray([
                .. paper.Marks.Select(m =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["item"] = m.Item,
                            ["passes"] = m.Passes,
                            ["reason"] = m.Reason,
                        }
                ),
            ]),
            ["bytes"] = RoomVectors.Hex(paper.ToBytes()),
            ["commitment"] = CommitmentOf(paper.ToBytes()),
        };

    private static IEnumerable<SheetPaper> Sheets()
    {
        yield return new(
            StartsOf.Room,
            2,
            [
                new(StartsOf.BidId(1), [new("quality", 8050, ""), new("service", 0, "没有承诺")]),
                new(StartsOf.BidId(2), [new("quality", -50, "x"), new("service", 2000, "")]),
            ],
            Nonce
        );
        yield return new(StartsOf.Room, 3, [], Nonce);
    }

    private static JsonNode SheetCase(SheetPaper paper) =>
        new JsonObject
        {
            ["seat"] = paper.Seat,
            ["bids"] = new JsonArray([
                .. paper.Bids.Select(b =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["bid"] = b.Bid,
                            ["scores"] = new JsonArray([
                                .. b.Scores.Select(s =>
                                    (JsonNode)
                                        new JsonObject
                                        {
                                            ["criterion"] = s.Criterion,
                                            ["hundredths"] = s.Hundredths,
                                            ["reason"] = s.Reason,
                                        }
                                ),
                            ]),
                        }
                ),
            ]),
            ["bytes"] = RoomVectors.Hex(paper.ToBytes()),
            ["commitment"] = CommitmentOf(paper.ToBytes()),
        };

    private static JsonNode RootCase(int papers)
    {
        byte[][] commitments = [.. Enumerable.Range(0, papers).Select(i => Enumerable.Repeat((byte)i, 32).ToArray())];
        return (JsonNode)RoomVectors.Hex(PaperTree.Root(PlayedRoom.Suite, commitments));
    }

    private static string CommitmentOf(byte[] statement) =>
        RoomVectors.Hex(new RoomSigned(statement, Signature).Commitment(PlayedRoom.Suite));
}
