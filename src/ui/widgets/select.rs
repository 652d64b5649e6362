//! One of many: a list of names that unfolds.

use leptos::prelude::*;

use crate::Named;

/// A labelled list of all values of a kind.
#[component]
pub(in crate::ui) fn Select<T>(
    /// What is chosen.
    label: &'static str,
    /// How a value is called.
    read: fn(T) -> &'static str,
    /// The value as it is, where it is one of them.
    #[prop(into)]
    value: Signal<Option<T>>,
    /// What another choice does.
    #[prop(into)]
    set: Callback<T>,
    /// Its classes.
    #[prop(default = "row")]
    class: &'static str,
    /// The name by which authors hide or lock it.
    #[prop(optional)]
    control: Option<&'static str>,
) -> impl IntoView
where
    T: Named + PartialEq + Send + Sync + 'static,
{
    let option = |&option: &T| {
        view! { <option value=option.name() selected=move || value.get() == Some(option)>{read(option)}</option> }
    };
    let options = T::ALL.iter().map(option).collect::<Vec<_>>();
    view! {
        <label class=class data-control=control>
            <span>{label}</span>
            <select
                prop:value=move || value.get().map_or("", T::name)
                on:change:target=move |event| {
                    if let Some(chosen) = T::from_name(&event.target().value()) {
                        set.run(chosen);
                    }
                }
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}
