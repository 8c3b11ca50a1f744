using Trading.Rooms.Archives;
using static Trading.Rooms.Tests.Archives.PlayedOnce;
using static Trading.Rooms.Tests.Archives.RoomLies;

namespace Trading.Rooms.Tests.Archives;

/// <summary>The same of the archives for everybody and for a bidder.</summary>
internal static class OtherLies
{
    /// <summary>Of the public archive.</summary>
    public static Dictionary<string, (PlayedRoom Room, string Checks, Action<List<RoomEvent>> Change)> Public { get; } =
        new()
        {
            ["not-the-hosts-start"] = (
                Eventful,
                "V91",
                a => Change<EvaluationStarted>(a, e => e with { Signature = Flipped(e.Signature, 5) })
            ),
            ["another-start"] = (
                Eventful,
                "V91",
                a => Change<EvaluationStarted>(a, e => e with { Start = Flipped(e.Start, e.Start.Length - 1) })
            ),
            ["other-terms"] = (
                Works,
                "V91",
                a => Change<EvaluationStarted>(a, e => e with { Terms = [.. e.Terms, (byte)' '] })
            ),
            ["started-twice"] = (Works, "V91", a => a.Insert(1, a[0])),
            ["a-strange-winner"] = (
                Eventful,
                "V102",
                a =>
                    Change<EvaluationConcluded>(
                        a,
                        e => e with { Candidates = [.. e.Candidates, new(StartsOf.BidId(99), 1)] }
                    )
            ),
            ["a-result-of-no-count"] = (
                Works,
                "V102 V103",
                a => Change<EvaluationConcluded>(a, e => e with { Revision = 1 })
            ),
            ["more-opinions-than-seats"] = (
                Works,
                "V103",
                a => Change<EvaluationConcluded>(a, e => e with { Dissenting = e.Dissenting + 1 })
            ),
            ["an-opinion-in-public"] = (
                Eventful,
                "V105",
                a => a.Insert(2, Eventful.Events.OfType<MotionSettled>().First() with { At = a[2].At })
            ),
            ["an-event-happens-earlier"] = (Eventful, "V105", a => a[^2] = a[^2] with { At = a[0].At - 1 }),
            ["not-the-hosts-seal"] = (
                Sealed,
                "V104",
                a => Change<ReportSealed>(a, e => e with { Signature = Flipped(e.Signature, 3) })
            ),
            ["somebody-elses-seal"] = (
                Sealed,
                "V104",
                a => Change<ReportSealed>(a, e => e with { Certificate = Certified.By(Keys.Of("gate")) })
            ),
            ["concluded-when-no-clock-shows"] = (
                Sealed,
                "V104 V105",
                a => Change<EvaluationConcluded>(a, e => e with { At = long.MaxValue })
            ),
            ["sealed-twice"] = (Sealed, "V104 V105", a => a.Add(a[^1])),
            ["the-end-is-left-out"] = (Works, "V105", a => a.RemoveAt(a.Count - 1)),
        };

    /// <summary>Of the archive of a bidder: which room and bid, the checks, what is changed of its own part.</summary>
    public static Dictionary<
        string,
        (PlayedRoom Room, int Bid, string Checks, Func<BidderPart, BidderPart> Change)
    > Bidder { get; } =
        new()
        {
            ["another-bids-part"] = (Eventful, 1, "V102 V105", p => p with { Bid = StartsOf.BidId(2) }),
            ["a-bid-that-is-not-there"] = (Eventful, 1, "V102 V105", p => p with { Bid = StartsOf.BidId(9) }),
            ["a-better-rank"] = (Eventful, 3, "V102", p => WithLine(p, line => line with { Rank = 1 })),
            ["more-points"] = (Eventful, 2, "V102", p => WithLine(p, line => line with { Total = "100/1" })),
            ["a-line-of-another-count"] = (Again, 1, "V102", p => WithLine(p, line => line with { Revision = 0 })),
            ["a-line-of-another-room"] = (
                Eventful,
                1,
                "V102",
                p => WithLine(p, line => line with { Room = new string('9', 32) })
            ),
            ["another-salt"] = (
                Eventful,
                1,
                "V102",
                p => p with { Line = p.Line! with { Salt = Flipped(p.Line.Salt, 0) } }
            ),
            ["another-place"] = (Eventful, 1, "V102", p => p with { Line = p.Line! with { Index = 1 } }),
            ["fewer-lines"] = (Eventful, 1, "V102", p => p with { Line = p.Line! with { Size = 5 } }),
            ["another-path"] = (
                Eventful,
                1,
                "V102",
                p => p with { Line = p.Line! with { Path = [.. p.Line.Path.Skip(1)] } }
            ),
            ["another-root"] = (
                Eventful,
                1,
                "V102",
                p => p with { Line = p.Line! with { Root = Flipped(p.Line.Root, 0) } }
            ),
            ["another-count"] = (
                Eventful,
                1,
                "V102",
                p => p with { Line = p.Line! with { Hidden = Flipped(p.Line.Hidden, 0) } }
            ),
            ["the-line-is-left-out"] = (Eventful, 1, "V102", p => p with { Line = null }),
            ["a-line-without-a-result"] = (
                Few,
                1,
                "V102",
                p => p with { Line = new ArchivedRoom(Eventful).Maker().ForBidder(StartsOf.BidId(1)).Bidder!.Line }
            ),
            ["rejected-for-another-reason"] = (
                Eventful,
                5,
                "V97",
                p => WithOwn<BidRejected>(p, e => e with { Reason = "别的理由" })
            ),
            ["another-finding-of-the-host"] = (
                Eventful,
                6,
                "V97",
                p => WithOwn<BidRejected>(p, e => e with { Reason = "别的理由" })
            ),
            ["not-the-hosts-finding"] = (
                Eventful,
                6,
                "V97",
                p => WithOwn<BidQualified>(p, e => e with { Act = Spoiled(e.Act) })
            ),
            ["not-the-gates-certificate"] = (
                Eventful,
                2,
                "V94 V98",
                p => WithOwn<SeatTaken>(p, e => e with { Signature = Flipped(e.Signature, 5) })
            ),
            ["not-the-leaders-question"] = (
                Eventful,
                2,
                "V98",
                p => WithOwn<QuestionAsked>(p, e => e with { Act = Spoiled(e.Act) })
            ),
            ["less-time-to-answer"] = (
                Eventful,
                4,
                "V98",
                p => WithOwn<QuestionAsked>(p, e => e with { AnswerBy = e.AnswerBy - 1 })
            ),
            ["not-the-bidders-answer"] = (
                Eventful,
                1,
                "V98",
                p => WithOwn<QuestionAnswered>(p, e => e with { Act = Spoiled(e.Act) })
            ),
            ["silent-too-early"] = (
                Eventful,
                4,
                "V98",
                p => WithOwn<QuestionLapsed>(p, e => e with { At = e.At - StartsOf.Hour })
            ),
            ["the-question-is-left-out"] = (
                Eventful,
                2,
                "V98 V105",
                p => p with { Own = [.. p.Own.Where(e => RoomCodec.Table.Decode(e) is not QuestionAsked)] }
            ),
            ["another-bids-rejection"] = (
                Eventful,
                1,
                "V105",
                p =>
                    p with
                    {
                        Own =
                        [
                            .. p.Own,
                            .. new ArchivedRoom(Eventful).Maker().ForBidder(StartsOf.BidId(4)).Bidder!.Own.TakeLast(1),
                        ],
                    }
            ),
            ["a-vote-in-it"] = (
                Eventful,
                1,
                "V105",
                p =>
                    p with
                    {
                        Own = [.. p.Own, RoomCodec.Table.Encode(Eventful.Events.OfType<MotionVoted>().Last()).Bytes],
                    }
            ),
        };

    private static BidderPart WithLine(BidderPart part, Func<RoomLine, RoomLine> change)
    {
        Assert.True(RoomLine.TryParse(part.Line!.Line, out var line));
        return part with { Line = part.Line with { Line = change(line).ToBytes() } };
    }

    private static BidderPart WithOwn<T>(BidderPart part, Func<T, T> change)
        where T : RoomEvent
    {
        var events = part.Own.Select(e => RoomCodec.Table.Decode(e)).ToList();
        Change(events, change);
        return part with { Own = [.. events.Select(e => RoomCodec.Table.Encode(e).Bytes)] };
    }
}
