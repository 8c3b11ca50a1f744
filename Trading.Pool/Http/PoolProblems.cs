using Trading.Pool.Experts;

namespace Trading.Pool.Http;

/// <summary>A fault of a field, as a page shows it beside the field.</summary>
public sealed record FieldFault(string? Field, string Code);

/// <summary>Refusals of the pool as HTTP problems.</summary>
internal static class PoolProblems
{
    public static IResult Of(Refused refused) =>
        refused switch
        {
            { Now: { } now } => Problems.Of(refused.Refusal, "now", ExpertAnswer.Of(now)),
            { Faults: { } faults, Other: { } other } => Problems.Of(
                refused.Refusal,
                "faults",
                faults.Select(fault => new TakenFault(fault.Field?.ToString(), fault.Code.ToString(), other))
            ),
            { Faults: { } faults } => Problems.Of(
                refused.Refusal,
                "faults",
                faults.Select(fault => new FieldFault(fault.Field?.ToString(), fault.Code.ToString()))
            ),
            _ => Problems.Of(refused.Refusal),
        };

    public static IResult Of(Outcome outcome) =>
        outcome.Refused is { } refused ? Of(refused) : TypedResults.Ok(ExpertAnswer.Of(outcome.Done!));

    private sealed record TakenFault(string? Field, string Code, string Other);
}
