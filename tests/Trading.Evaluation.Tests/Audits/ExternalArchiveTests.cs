using Trading.Crypto;
using Trading.Evaluation.Archives;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Draws;
using Trading.Streams.Archives;

namespace Trading.Evaluation.Tests.Audits;

/// <summary>The archive of an external draw, and each single thing that somebody could change in it.</summary>
public sealed class ExternalArchiveTests
{
    private static readonly ImportedDraw Made = ImportedDraw.Whole();

    [Fact]
    public void What_was_not_touched_holds_and_says_that_nobody_verified_the_draw()
    {
        var report = DrawArchiveAudit.Check(Made.Archive().ToFile(), Made.Trust);
        Assert.Equal(
            [
                ("V01", CheckOutcome.Pass),
                ("V03", CheckOutcome.Pass),
                ("V04", CheckOutcome.Pass),
                ("V05", CheckOutcome.NotApplicable),
                ("V06", CheckOutcome.Pass),
                ("V77", CheckOutcome.Pass),
                ("V78", CheckOutcome.Pass),
                ("V79", CheckOutcome.Pass),
                ("V80", CheckOutcome.Pass),
                ("V81", CheckOutcome.Pass),
                ("V82", CheckOutcome.Pass),
            ],
            report.Checks.Select(c => (c.Number, c.Outcome))
        );
        Assert.Contains(ExternalArchiveAudit.Remark, report.Remarks);
        Assert.Equal(0, report.ExitCode);
        Assert.Equal(3, DrawArchiveAudit.Check(Made.Archive().ToFile(), null).ExitCode);
    }

    [Fact]
    public void A_public_archive_holds_neither_names_nor_the_paper()
    {
        var file = Made.Archive(ArchiveKind.Public);
        var report = DrawArchiveAudit.Check(file.ToFile(), Made.Trust);
        Assert.Equal(0, report.ExitCode);
        Assert.Equal(CheckOutcome.NotApplicable, report.Checks.Single(c => c.Number == "V82").Outcome);
        var names = report.Checks.Single(c => c.Number == "V81");
        Assert.Equal(CheckOutcome.NotApplicable, names.Outcome);
        Assert.Contains("holds no names", names.Detail, StringComparison.Ordinal);
        var leaking = file with { Paper = ImportedDraw.Paper };
        Assert.False(DrawArchive.TryRead(leaking.ToFile(), out _, out _));
    }

    private static Dictionary<string, (string Check, Func<DrawArchive> Make)> Changes { get; } =
        new()
        {
            ["platform-other-key"] = ("V04", () => Made.Archive(platform: Made.Host)),
            ["import-other-number"] = ("V78", () => WithImport(i => i with { Number = "18" })),
            ["import-even"] = (
                "V77",
                () => WithImport(i => i with { Request = i.Request with { BuyerSeats = [i.Request.BuyerSeats[0]] } })
            ),
            ["import-truncated"] = ("V77", () => With<ExternalDrawImported>(e => e with { Import = e.Import[..^1] })),
            ["host-signature"] = (
                "V78",
                () => With<ExternalDrawImported>(e => e with { HostSignature = e.SupervisorSignature })
            ),
            ["supervisor-signature"] = (
                "V78",
                () => With<ExternalDrawImported>(e => e with { SupervisorSignature = e.HostSignature })
            ),
            ["box"] = ("V78", () => With<ExternalDrawImported>(e => e with { GateSalt = Flip(e.GateSalt) })),
            ["arrival-other-seat"] = ("V79", () => First<PersonTold>(e => e with { Number = Made.Seats[^1].Number })),
            ["arrival-no-seat"] = ("V79", () => First<PersonTold>(e => e with { Number = 20_049 })),
            ["arrival-outcome"] = ("V79", () => First<PersonTold>(e => e with { Outcome = PositionOutcome.Left })),
            ["arrival-missing"] = ("V80", () => Made.Archive() with { Drawn = [.. Made.Archive().Drawn.Skip(1)] }),
            ["count-experts"] = ("V80", () => With<ArrivalsCounted>(e => e with { Arrived = 4 })),
            ["count-seats"] = ("V80", () => With<BuyersCounted>(e => e with { Seats = 3 })),
            ["name"] = ("V81", () => First<PersonNamed>(e => e with { Name = "别人" })),
            ["name-of-another"] = ("V81", Other),
            ["name-twice"] = (
                "V81",
                () => Made.Archive() with { Seated = [.. Made.Archive().Seated, Made.Archive().Seated[0]] }
            ),
            ["salt"] = ("V81", () => First<PersonSaltTold>(e => e with { Salt = Flip(e.Salt) })),
            ["paper"] = ("V82", () => Made.Archive() with { Paper = Flip(ImportedDraw.Paper) }),
            ["paper-missing"] = ("V82", () => Made.Archive() with { Paper = null }),
            ["paper-size"] = ("V82", () => With<PaperKept>(e => e with { Bytes = e.Bytes + 1 })),
        };

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_change_is_caught(string name)
    {
        var (check, make) = Changes[name];
        var report = DrawArchiveAudit.Check(make().ToFile(), Made.Trust);
        Assert.Contains(check, report.Checks.Where(c => c.Outcome == CheckOutcome.Fail).Select(c => c.Number));
    }

    [Fact]
    public void Another_gate_and_another_platform_are_not_those_of_the_trust_file()
    {
        var other = ImportedDraw.Whole();
        var report = DrawArchiveAudit.Check(Made.Archive().ToFile(), other.Trust);
        Assert.Equal(CheckOutcome.Fail, report.Checks.Single(c => c.Number == "V78").Outcome);
    }

    // The gate signs somebody else's name and number: only the hash tells.
    private static DrawArchive Other()
    {
        var draw = ImportedDraw.Whole();
        var stranger = draw.People[^1];
        var naming = draw.Name(draw.Seats[0].Number, stranger);
        return Rebuilt(
            draw.Archive(change: e =>
                e is PersonNamed named && named.Number == naming.Number
                    ? named with
                    {
                        Name = naming.Name,
                        Id = naming.Id,
                        Signature = naming.Signature,
                    }
                    : e
            )
        );

        DrawArchive Rebuilt(DrawArchive archive)
        {
            // Caught under its own trust file as well: nothing else is wrong with it.
            var report = DrawArchiveAudit.Check(archive.ToFile(), draw.Trust);
            Assert.Equal(["V81"], report.Checks.Where(c => c.Outcome == CheckOutcome.Fail).Select(c => c.Number));
            return archive;
        }
    }

    private static DrawArchive WithImport(Func<ExternalImport, ExternalImport> change) =>
        With<ExternalDrawImported>(e =>
            ExternalImportCodec.TryParse(e.Import, out var import)
                ? e with
                {
                    Import = ExternalImportCodec.ToBytes(change(import)),
                }
                : e
        );

    private static DrawArchive With<T>(Func<T, DrawEvent> change)
        where T : DrawEvent => Made.Archive(change: e => e is T one ? change(one) : e);

    private static DrawArchive First<T>(Func<T, DrawEvent> change)
        where T : DrawEvent
    {
        var first = Made.Events.OfType<T>().First();
        return Made.Archive(change: e => ReferenceEquals(e, first) ? change(first) : e);
    }

    private static byte[] Flip(byte[] bytes)
    {
        byte[] other = [.. bytes];
        other[^1] ^= 1;
        return other;
    }
}
