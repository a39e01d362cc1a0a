"""Tables whose rows the database lets nobody change: the flush between tests asks, and the test that they are these."""

IMMUTABLE = {
    "core.AuditEvent",
    "cost.Actual",
    "cost.ActualBatch",
    "cost.CostBaseline",
    "cost.CostBaselineLine",
    "cost.Drawdown",
    "cost.Estimate",
    "cost.EvmSnapshot",
    "cost.VarianceExplanation",
    "portfolio.BenefitReading",
    "portfolio.KpiReading",
    "reporting.AnalysisDelivery",
    "reporting.AnalysisRun",
    "reporting.ForecastSnapshot",
    "reporting.HealthSnapshot",
    "reporting.ProjectDay",
    "reporting.Promise",
    "reporting.ReportDelivery",
    "reporting.ReportReading",
    "reporting.ReportSnapshot",
    "reporting.ReportTemplate",
    "schedule.Baseline",
    "schedule.BaselineActivity",
    "schedule.Inspection",
    "schedule.PlanSnapshot",
    "schedule.ProgressDate",
    "schedule.ProgressRecord",
    "schedule.RoundSnapshot",
    "staffing.DemandStep",
}

IMMUTABLE_IN_PART = {
    "control_decision": "\"state\" IN ('decided', 'shelved')",
    "project_closing": "\"state\" IN ('accepted', 'declined')",
    "cost_saving": "\"state\" IN ('approved', 'withdrawal')",
}
