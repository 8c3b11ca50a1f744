using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;

namespace Trading.Edge.Requests;

/// <summary>
/// Numbers and truths in addresses, judged before the framework reads them: one spelling, a stated range, a refusal
/// that names the parameter.
/// </summary>
internal sealed partial class StrictParameters(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        foreach (var parameter in context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            if (Check(context.Request, parameter) is not { } wrong)
                continue;
            await Problems.Of(StrictBodies.Refuse(wrong)).ExecuteAsync(context);
            return;
        }
        await next(context);
    }

    private static string? Check(HttpRequest request, IParameterBindingMetadata parameter)
    {
        var type = parameter.ParameterInfo.ParameterType;
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        if (wanted != typeof(long) && wanted != typeof(int) && wanted != typeof(bool) && wanted != typeof(string))
            return null;
        if (request.RouteValues.TryGetValue(parameter.Name, out var inPath))
            return IsOne(wanted, $"{inPath}") ? null : Wrong(parameter, wanted);
        var given = request.Query[parameter.Name];
        if (given.Count == 0)
            return parameter.IsOptional || wanted == typeof(string)
                ? null
                : $"The parameter {parameter.Name} is missing; {Expected(wanted)} is expected";
        if (given.Count > 1)
            return $"The parameter {parameter.Name} stands {given.Count} times";
        return IsOne(wanted, given[0]!) ? null : Wrong(parameter, wanted);
    }

    private static string Wrong(IParameterBindingMetadata parameter, Type wanted) =>
        $"The parameter {parameter.Name} is not {Expected(wanted)}";

    private static bool IsOne(Type type, string text) =>
        type == typeof(string)
        || (type == typeof(bool) ? text is "true" or "false" : WholeForm().IsMatch(text) && IsInRange(type, text));

    private static bool IsInRange(Type type, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && (type == typeof(long) || number is >= int.MinValue and <= int.MaxValue);

    private static string Expected(Type type) => type == typeof(bool) ? "true or false" : "a whole number in decimal";

    // \z and not $: a line feed behind the number is no number.
    [GeneratedRegex(@"^(0|-?[1-9][0-9]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeForm();
}
