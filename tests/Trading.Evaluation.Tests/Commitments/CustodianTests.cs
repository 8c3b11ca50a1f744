using Trading.Crypto;

namespace Trading.Evaluation.Tests.Commitments;

public class CustodianTests
{
    private static readonly DrawRequest Request = Draw.NewRequest();
    private static readonly Expert[] Pool = [.. InventedExperts.Of(200)];

    private static (PreparedPool? Pool, Shortage? Shortage) Prepare(
        DrawRequest request,
        IEnumerable<Expert> experts,
        params string[] absent
    ) => Custodian.Prepare(request, Draw.PersonSalt, experts, absent.ToHashSet(), new SeededEntropy("custodian"));

    private static Shortage ShortageOf(DrawRequest request, IEnumerable<Expert> experts, params string[] absent) =>
        Prepare(request, experts, absent).Shortage!;

    private static byte[] PersonOf(Expert expert) => PersonHash.Of(Suite.P256, Draw.PersonSalt, expert.Id);

    [Fact]
    public void Everybody_is_eligible_or_counted_once()
    {
        var (pool, _) = Prepare(Request, Pool, Prepare(Request, Pool).Pool!.Rows[0].Expert.Number);
        Assert.Equal(Pool.Length, pool!.Rows.Count + pool.Excluded.Sum());
        Assert.Equal(1, pool.Excluded[(int)Constraint.Absence]);
        Assert.All(pool.Rows, row => Assert.True(row.Expert.IsAdmittedOn(Request.Day)));
        Assert.Equal(pool.Rows.Count, pool.Rows.Select(r => r.Expert.Id).Distinct().Count());
    }

    [Fact]
    public void Each_constraint_keeps_out_those_whom_it_names()
    {
        var one = Pool.First(e =>
            e.EmployerCode.Length > 0 && Prepare(Request, [.. Pool]).Pool!.Rows.Any(r => r.Expert == e)
        );
        var free = Prepare(Request, Pool).Pool!;
        AssertKeepsOut(Request with { AvoidedUnits = [one.EmployerCode] }, Constraint.Unit);
        AssertKeepsOut(Request with { BuyerUnit = one.EmployerCode }, Constraint.Unit);
        AssertKeepsOut(Request with { AgentUnit = one.EmployerCode }, Constraint.Unit);
        AssertKeepsOut(Request with { AvoidedPersons = [PersonOf(one)] }, Constraint.Person);
        AssertKeepsOut(
            Request with
            {
                BuyerSeats = [new BuyerSeat(PersonOf(one), Request.BuyerUnit)],
            },
            Constraint.Person
        );
        AssertKeepsOut(Request with { Regions = ["110000", "450100"] }, Constraint.Region, one.Region != "450100");

        void AssertKeepsOut(DrawRequest request, Constraint constraint, bool isOut = true)
        {
            var kept = Prepare(request, Pool).Pool!;
            Assert.Equal(!isOut, kept.Rows.Any(r => r.Expert == one));
            Assert.True(kept.Excluded[(int)constraint] > free.Excluded[(int)constraint]);
            Assert.Equal(Pool.Length, kept.Rows.Count + kept.Excluded.Sum());
        }
    }

    [Fact]
    public void A_status_counts_on_its_days()
    {
        var one = Pool[0] with { Since = Request.Day, Until = Request.Day };
        Assert.True(one.IsAdmittedOn(Request.Day));
        Assert.False((one with { Since = Request.Day.AddDays(1), Until = null }).IsAdmittedOn(Request.Day));
        Assert.False(one.IsAdmittedOn(Request.Day.AddDays(1)));
        Assert.False((one with { Status = ExpertStatus.Suspended }).IsAdmittedOn(Request.Day));
    }

    [Fact]
    public void A_pool_that_cannot_fill_a_group_names_the_binding_constraint_and_no_person()
    {
        Assert.Equal(new Shortage(0, 5, 0, Constraint.Speciality), ShortageOf(Request, []));
        Assert.Equal(new Shortage(0, 5, 1, Constraint.Speciality), ShortageOf(Request, [Fitting(0)]));
        var many = Enumerable.Range(0, 30).Select(Fitting).ToArray();
        Assert.Equal(Constraint.Speciality, ShortageOf(Request, many).Binding);
        Assert.Equal(
            new Shortage(0, 5, 0, Constraint.Status),
            ShortageOf(Request, many.Select(e => e with { Status = ExpertStatus.Left }))
        );
        Assert.Equal(new Shortage(0, 5, 0, Constraint.Region), ShortageOf(Request with { Regions = ["110000"] }, many));
        Assert.Equal(
            new Shortage(0, 5, 0, Constraint.Unit),
            ShortageOf(Request with { AvoidedUnits = [many[0].EmployerCode] }, many)
        );
        Assert.Equal(
            new Shortage(0, 5, 2, Constraint.Absence),
            ShortageOf(Request, many, [.. many.Skip(2).Select(e => e.Number)])
        );
        var avoided = many.Skip(4).Select(PersonOf).OrderBy(Convert.ToHexString, StringComparer.Ordinal).ToArray();
        Assert.Equal(
            new Shortage(0, 5, 4, Constraint.Person),
            ShortageOf(Request with { AvoidedPersons = avoided }, many)
        );
        // Constraints that exclude one another: a region in which nobody lives, of a title that nobody has.
        Assert.Equal(
            Constraint.Speciality,
            ShortageOf(
                Request with
                {
                    Groups = [new SeatGroup(["A08"], ExpertLevel.Senior, 5)],
                    Regions = ["110000"],
                },
                many.Select(e => e with { Level = ExpertLevel.Associate })
            ).Binding
        );
    }

    private static Expert Fitting(int i)
    {
        var any = InventedExperts.Of(i + 1).Last();
        return any with
        {
            Specialities = ["A0801"],
            Level = ExpertLevel.Senior,
            Status = ExpertStatus.Admitted,
            Until = null,
            Region = "450300",
            Employer = "甲",
            EmployerCode = Draw.Code("91459900800000001"),
        };
    }

    [Fact]
    public void Codes_salts_and_labels_are_random_and_the_order_is_not_the_pools()
    {
        var (pool, _) = Prepare(Request, Pool);
        Assert.All(pool!.Rows, row => Assert.Matches("^[0-9]{8}$", row.Code));
        Assert.Equal(pool.Rows.Count, pool.Rows.Select(r => r.Code).Distinct().Count());
        Assert.Equal(pool.Rows.Count, pool.Rows.Select(r => Convert.ToHexString(r.Salt)).Distinct().Count());
        Assert.NotEqual(Pool.Where(e => pool.Rows.Any(r => r.Expert == e)), pool.Rows.Select(r => r.Expert));
        var byEmployer = pool
            .Rows.Zip(pool.Labels)
            .Where(p => p.First.Expert.EmployerCode.Length > 0)
            .ToLookup(p => p.First.Expert.EmployerCode, p => Convert.ToHexString(p.Second));
        Assert.All(byEmployer, employer => Assert.Single(employer.Distinct()));
        Assert.Equal(byEmployer.Count, byEmployer.Select(e => e.First()).Distinct().Count());
        var alone = pool.Rows.Count(r => r.Expert.EmployerCode.Length == 0);
        Assert.Equal(byEmployer.Count + alone, pool.Labels.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void Another_salt_of_persons_is_refused() =>
        Assert.Throws<ArgumentException>(() =>
            Custodian.Prepare(Request, new byte[32], Pool, new HashSet<string>(), new SeededEntropy(""))
        );

    [Fact]
    public void Two_draws_over_one_pool_share_no_byte_that_names_somebody()
    {
        var (one, other) = (Draw.Of(60, "one"), Draw.Of(60, "other"));
        Assert.Empty(Parts(one).Intersect(Parts(other)));

        static IEnumerable<string> Parts(Draw draw) =>
            draw.Commitment.Positions.SelectMany(p =>
                new[] { p.Encapsulated, p.NameRecord, p.ContactRecord, p.Label, p.RowHash }.Select(Convert.ToHexString)
            );
    }
}
